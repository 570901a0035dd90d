import cn.ywtb.Decision;
import cn.ywtb.Registry;
import cn.ywtb.SharingRequest;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.time.LocalDate;

/** What a call costs from Java: an empty one of the same kind, and {@link Registry#decide}. Of many rounds the least. */
public final class Calls {
    private static final int ROUNDS = 100;
    private static final int CALLS = 20_000;

    private Calls() {}

    /** A library with one call that does nothing. */
    private static final class Empty {
        static {
            Native.register(Empty.class, NativeLibrary.getInstance(System.getProperty("empty.library")));
        }

        static native int empty_call(long registry, long request, byte[] verdict, long[] error);
    }

    /**
     * Runs the program.
     *
     * @param args none
     * @throws IOException when the world cannot be read
     */
    public static void main(String[] args) throws IOException {
        byte[] none = "[]".getBytes(StandardCharsets.US_ASCII);
        SharingRequest.Builder builder = SharingRequest.builder(LocalDate.of(2019, 5, 1))
                .requester("A").entry("E").items("姓名", "地址").purpose("核发许可证");
        SharingRequest request = builder.build();
        double empty = Double.MAX_VALUE;
        double asked = Double.MAX_VALUE;
        double made = Double.MAX_VALUE;
        int wrong = 0;
        try (Registry registry = new Registry(file("catalogue"), none, file("agencies"))) {
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                for (int call = 0; call < CALLS; call++) {
                    wrong |= Empty.empty_call(round, call, new byte[96], new long[1]);
                }
                long second = System.nanoTime();
                for (int call = 0; call < CALLS; call++) {
                    wrong |= registry.decide(request).decision() == Decision.GRANTED ? 0 : 1;
                }
                long third = System.nanoTime();
                for (int call = 0; call < CALLS; call++) {
                    try (SharingRequest one = builder.build()) {
                        wrong |= registry.decide(one).decision() == Decision.GRANTED ? 0 : 1;
                    }
                }
                long end = System.nanoTime();
                empty = Math.min(empty, (double) (second - start) / CALLS);
                asked = Math.min(asked, (double) (third - second) / CALLS);
                made = Math.min(made, (double) (end - third) / CALLS);
            }
        }
        if (wrong != 0) {
            throw new IllegalStateException("an answer is not what it must be");
        }
        System.out.printf("Java: empty call %.0f ns, decide %.0f ns, decide on a request made for it %.0f ns%n", empty, asked, made);
    }

    private static byte[] file(String name) throws IOException {
        return Files.readAllBytes(Paths.get("tests/calls", name + ".json"));
    }
}
