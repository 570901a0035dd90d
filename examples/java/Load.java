import cn.ywtb.Decision;
import cn.ywtb.Indication;
import cn.ywtb.Registry;
import cn.ywtb.Report;
import cn.ywtb.SharingRequest;
import cn.ywtb.TrustStore;
import cn.ywtb.VerifyOptions;
import cn.ywtb.Ywtb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a servlet does: fifty threads share one registry and one trust store, decide and verify, and memory stays where it was.
 *
 * <pre>
 * java Load DECISIONS VERIFICATIONS          (such as 1000000 20000; run in the root of the project)
 * </pre>
 *
 * <p>Ends with 1 when an answer is not what it must be, or when resident memory grew by more than 64 MiB after the first tenth.
 */
public final class Load {
    private static final int THREADS = 50;
    private static final long MAY_GROW_KB = 64 << 10;
    private static final int ENTRIES = 1000;
    private static final LocalDate AS_OF = LocalDate.of(2019, 5, 1);
    private static final OffsetDateTime TIME = OffsetDateTime.parse("2026-11-23T09:00:00+08:00");

    private final AtomicLong done = new AtomicLong();
    private final Registry registry;
    private final byte[] document;
    private final VerifyOptions options;

    private Load(Registry registry, byte[] document, VerifyOptions options) {
        this.registry = registry;
        this.document = document;
        this.options = options;
    }

    /**
     * Runs the program.
     *
     * @param args as above
     * @throws Exception when an answer is not what it must be
     */
    public static void main(String[] args) throws Exception {
        int decisions = Integer.parseInt(args[0]);
        int verifications = Integer.parseInt(args[1]);
        String root = new String(example("trust/root.pem"), StandardCharsets.US_ASCII);
        try (Registry registry = registry(); TrustStore trust = new TrustStore()) {
            trust.addPem(TrustStore.Role.SIGNER, root).addPem(TrustStore.Role.MAKER, root);
            trust.addIntermediates(example("trust/ca.pem"));
            Load load = new Load(registry, example("documents/genuine.ofd"), VerifyOptions.builder().trust(trust).build());
            load.round(decisions / 10, verifications / 10);
            long before = resident();
            long start = System.nanoTime();
            load.round(decisions - decisions / 10, verifications - verifications / 10);
            double seconds = (System.nanoTime() - start) / 1e9;
            long grown = resident() - before;
            System.out.printf("%d answers, %.1f s after the first tenth, %+d KiB%n", load.done.get(), seconds, grown);
            System.exit(grown > MAY_GROW_KB || load.done.get() != decisions + verifications ? 1 : 0);
        }
    }

    /** Some of the work, spread over the threads. */
    private void round(int decisions, int verifications) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int own = thread;
                running.add(threads.submit(() -> {
                    for (int one = own; one < decisions; one += THREADS) {
                        decide(one);
                    }
                    for (int one = own; one < verifications; one += THREADS) {
                        verify();
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    /** Catalogue and agencies of a small city: every entry is open to every office, but for its second item. */
    private static Registry registry() {
        StringBuilder agencies = new StringBuilder();
        StringBuilder catalogue = new StringBuilder();
        for (int one = 0; one < ENTRIES; one++) {
            agencies.append(one == 0 ? '[' : ',').append("{\"code\":\"A").append(one).append("\",\"kind\":\"administrative_organ\"}");
            catalogue.append(one == 0 ? '[' : ',').append("{\"code\":\"E").append(one).append("\",\"provider_code\":\"A").append(one)
                    .append("\",\"secret_flag\":\"none\",\"share_type\":\"unconditional\",\"items\":[{\"name\":\"name\"}]}");
        }
        byte[] none = "[]".getBytes(StandardCharsets.US_ASCII);
        return new Registry(
                catalogue.append(']').toString().getBytes(StandardCharsets.US_ASCII), none,
                agencies.append(']').toString().getBytes(StandardCharsets.US_ASCII));
    }

    private void decide(int number) {
        SharingRequest.Builder asked = SharingRequest.builder(AS_OF)
                .requester("A" + (number + 1) % ENTRIES).entry("E" + number % ENTRIES).items("name", "telephone").purpose("permit");
        try (SharingRequest request = asked.build()) {
            require(registry.decide(request).decision() == Decision.PARTIAL);
        }
    }

    private void verify() {
        try (Report report = Ywtb.verify(document, TIME, options)) {
            // Nobody says how the certificates stand.
            require(report.indication() == Indication.INDETERMINATE);
        }
    }

    private void require(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("an answer is not what it must be");
        }
        done.incrementAndGet();
    }

    private static byte[] example(String name) throws IOException {
        return Files.readAllBytes(Paths.get("examples/data", name));
    }

    /** Resident memory in KiB; 0 where the system does not say. */
    private static long resident() throws IOException {
        Path status = Paths.get("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return 0;
    }
}
