import cn.ywtb.YwtbException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What the tests share: questions, and checks of what comes of them. */
final class Checks {
    /** Facts of topic {@code scope} that are met on {@link #AS_OF}. */
    static final String FACTS = "{\"agency\":{\"kind\":\"administrative_organ\"},\"data\":{\"secret_flag\":\"none\"}}";
    static final LocalDate AS_OF = LocalDate.of(2019, 5, 1);
    static final OffsetDateTime TIME = OffsetDateTime.parse("2026-11-23T09:00:00+08:00");
    /** The start of a ZIP archive: recognised, and broken. */
    static final byte[] CUT = {'P', 'K', 3, 4};

    private Checks() {}

    /** A file of the example data. */
    static byte[] example(String name) throws IOException {
        return Files.readAllBytes(Paths.get("examples/data", name));
    }

    /** Resident memory in KiB; 0 where the system does not say. */
    static long resident() {
        Path status = Paths.get("/proc/self/status");
        try {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException notLinux) {
            return 0;
        }
        return 0;
    }

    /** Does work in eight threads at once, and fails when one does. */
    static void inEightThreads(Callable<Void> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                running.add(threads.submit(work));
            }
            for (Future<Void> one : running) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    /** Checks that work throws with this code, and with this path unless it is null. */
    static YwtbException assertFails(String code, String path, Callable<?> work) {
        try {
            Object answer = work.call();
            throw new AssertionError("expected " + code + ", got " + answer);
        } catch (YwtbException error) {
            assert error.getCode().equals(code) : error.getMessage();
            assert path == null || error.getPath().equals(path) : error.getPath();
            return error;
        } catch (Exception other) {
            throw new AssertionError(other);
        }
    }

    /** Checks that work is refused because what it needs is closed. */
    static void assertClosed(Callable<?> work) {
        try {
            work.call();
        } catch (IllegalStateException closed) {
            assert closed.getMessage().endsWith("is closed");
            return;
        } catch (Exception other) {
            throw new AssertionError(other);
        }
        throw new AssertionError("what is closed must say so");
    }
}
