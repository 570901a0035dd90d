import cn.ywtb.Indication;
import cn.ywtb.Outcome;
import cn.ywtb.Report;
import cn.ywtb.TrustStore;
import cn.ywtb.VerifyOptions;
import cn.ywtb.Ywtb;
import cn.ywtb.YwtbException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What a Java host relies on. Plain assertions: run with {@code java -ea}. */
public final class YwtbTest {
    private static final String FACTS =
            "{\"agency\":{\"kind\":\"administrative_organ\"},\"data\":{\"secret_flag\":\"none\"}}";
    private static final LocalDate AS_OF = LocalDate.of(2019, 5, 1);
    private static final OffsetDateTime TIME = OffsetDateTime.parse("2026-11-23T09:00:00+08:00");
    /** The start of a ZIP archive: recognised, and broken. */
    private static final byte[] CUT = {'P', 'K', 3, 4};

    private YwtbTest() {}

    /**
     * Runs the tests.
     *
     * @param args none
     * @throws Exception when one fails
     */
    public static void main(String[] args) throws Exception {
        boolean asserting = false;
        assert asserting = true;
        if (!asserting) {
            throw new IllegalStateException("run with java -ea");
        }
        answers();
        unicode();
        badInput();
        verification();
        trust();
        closing();
        threads();
        closingWhileRead();
        identifiersAndRules();
        memory();
    }

    private static void answers() {
        try (Report report = Ywtb.evaluate("scope", FACTS, AS_OF)) {
            assert report.outcome() == Outcome.MET;
            assert report.indication() == null && report.subIndication() == null;
            assert report.findingCodes().contains("time.state") : report.findingCodes();
            assert report.toJson().startsWith("{\"answers\":null,");
            assert report.toText(Report.Lang.ZH).contains("符合");
            assert report.toText(Report.Lang.EN).contains("met");
        }
        try (Report report = Ywtb.evaluate("scope", "{}", AS_OF)) {
            assert report.outcome() == Outcome.UNDETERMINED : "unknown is not false";
        }
    }

    /** Text is the same both ways, beyond the basic plane too, and whatever the platform's encoding is. */
    private static void unicode() {
        String id = "沪政通〔2018〕7号 𠮷";
        String facts = "{\"subject\":{\"kind\":\"letter\",\"id\":\"" + id + "\"}}";
        try (Report report = Ywtb.evaluate("scope", facts, AS_OF)) {
            assert report.toJson().contains("\"id\":\"" + id + "\"") : report.toJson();
        }
        String comparison = Ywtb.compare("scope", FACTS.getBytes(StandardCharsets.UTF_8), AS_OF, AS_OF, null);
        assert comparison.contains("\"changed\":[]") : comparison;
        assertFails("input.utf8", "", () -> Ywtb.evaluate("scope", "{\"\ud842\":1}", AS_OF));
        byte[] notUtf8 = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};
        assertFails("input.utf8", "@2", () -> Ywtb.evaluate("scope", notUtf8, "2019-05-01", null));
    }

    private static void badInput() {
        assertFails("input.topic", "", () -> Ywtb.evaluate("scope\0of what", FACTS, AS_OF));
        assertFails("input.topic", "", () -> Ywtb.evaluate("", FACTS, AS_OF));
        assertFails("input.topic", "", () -> Ywtb.evaluate(null, FACTS, AS_OF));
        assertFails("input.json", "@" + FACTS.length(), () -> Ywtb.evaluate("scope", FACTS + "\0", AS_OF));
        assertFails("input.json", "@0", () -> Ywtb.evaluate("scope", (String) null, AS_OF));
        assertFails("input.schema", "/agency/kind", () -> Ywtb.evaluate("scope", "{\"agency\":{\"kind\":7}}", AS_OF));
        assertFails("input.duplicate_key", "/a", () -> Ywtb.evaluate("scope", "{\"a\":1,\"a\":2}", AS_OF));
        assertFails("input.date", "", () -> Ywtb.evaluate("scope", FACTS.getBytes(StandardCharsets.UTF_8), "1.5.2019", null));
        assertFails("input.option", "/redaing",
                () -> Ywtb.evaluate("scope", FACTS.getBytes(StandardCharsets.UTF_8), "2019-05-01", "{\"redaing\":1}"));
        YwtbException error = assertFails("input.schema", null,
                () -> Ywtb.evaluate("scope", "{\"agency\":{\"kind\":\"310101199001011234\"},\"nobody\":1}", AS_OF));
        assert error.getMessage().startsWith("input.schema: ") && error.toJson().contains("\"path\":\"/nobody\"");
        assert !error.getMessage().contains("310101") && !error.toJson().contains("310101");
    }

    private static void verification() {
        try (TrustStore nobody = new TrustStore()) {
            VerifyOptions options = new VerifyOptions().policy("integrity").trust(nobody).subject("许可证 7").limits(1 << 20, 0);
            try (Report report = Ywtb.verify(CUT, TIME, options)) {
                assert report.outcome() == Outcome.NOT_MET;
                assert report.indication() == Indication.TOTAL_FAILED;
                assert report.subIndication().equals("format_failure");
                assert report.toJson().contains("\"policy\":\"integrity\"");
                assert report.toJson().contains("\"id\":\"许可证 7\"");
            }
        }
        Ywtb.verify(CUT, TIME, null).close();
        Ywtb.verify(CUT, TIME, new VerifyOptions().original(new byte[0])).close();
        assertFails("input.unrecognised", "", () -> Ywtb.verify(new byte[0], TIME, null));
        assertFails("input.unrecognised", "", () -> Ywtb.verify(null, TIME, null));
        assertFails("input.policy", "", () -> Ywtb.verify(CUT, TIME, new VerifyOptions().policy("lenient")));
        String own = "{\"name\": \"ours\", \"levels\": {\"package\": \"warn\"}}";
        try (Report report = Ywtb.verify(CUT, TIME, new VerifyOptions().policy(own))) {
            assert report.toJson().contains("\"policy\":\"ours\"");
        }
        assertFails("limit.input_bytes", "", () -> Ywtb.verify(CUT, TIME, new VerifyOptions().limits(3, 0)));
    }

    private static void trust() {
        try (TrustStore store = new TrustStore()) {
            assertFails("input.certificate", null, () -> store.addPem(TrustStore.Role.SIGNER, "no certificate"));
            assertFails("input.certificate", null, () -> store.addDer(TrustStore.Role.MAKER, new byte[] {0x30}));
            assertFails("input.certificate", null, () -> store.addDer(TrustStore.Role.TSA, null));
        }
    }

    /** Closing twice is fine; what is closed says so. */
    private static void closing() {
        Report report = Ywtb.evaluate("scope", FACTS, AS_OF);
        report.close();
        report.close();
        assertClosed(report::outcome);
        assertClosed(report::toJson);
        assertClosed(report::findingCodes);
        TrustStore store = new TrustStore();
        store.close();
        store.close();
        assertClosed(() -> store.addPem(TrustStore.Role.TSA, ""));
        assertClosed(() -> Ywtb.verify(CUT, TIME, new VerifyOptions().trust(store)));
    }

    /** Eight threads share a report and a store, and all see the same. */
    private static void threads() throws Exception {
        try (Report shared = Ywtb.evaluate("scope", FACTS, AS_OF); TrustStore trust = new TrustStore()) {
            String json = shared.toJson();
            VerifyOptions options = new VerifyOptions().trust(trust);
            inEightThreads(() -> {
                for (int round = 0; round < 100; round++) {
                    try (Report own = Ywtb.evaluate("scope", FACTS, AS_OF); Report verdict = Ywtb.verify(CUT, TIME, options)) {
                        assert own.toJson().equals(json) && shared.toJson().equals(json);
                        assert verdict.indication() == Indication.TOTAL_FAILED;
                    }
                    assertFails("input.topic", "", () -> Ywtb.evaluate("no.such", FACTS, AS_OF));
                }
                return null;
            });
        }
    }

    /** A report that one thread closes while others read it: each reads it whole, or is told that it is closed. */
    private static void closingWhileRead() throws Exception {
        for (int round = 0; round < 50; round++) {
            Report report = Ywtb.evaluate("scope", FACTS, AS_OF);
            String json = report.toJson();
            inEightThreads(() -> {
                try {
                    assert report.toJson().equals(json);
                } catch (IllegalStateException closed) {
                    assert closed.getMessage().equals("the report is closed");
                }
                report.close();
                return null;
            });
        }
    }

    private static void identifiersAndRules() {
        assert Ywtb.checkId("uscc", "91350100M000100Y43").contains("\"valid\":true");
        assert Ywtb.checkId("uscc", "九一").contains("\"valid\":false");
        assertFails("input.scheme", "", () -> Ywtb.checkId("no.such", "1"));
        assert Ywtb.rulesJson().contains("\"SCOPE-3\"");
        assert Ywtb.version().matches("\\d+\\.\\d+\\.\\d+");
        Ywtb.quietPanics();
    }

    /** Twenty thousand answers and as many errors: what the library holds does not grow. Wants a heap of fixed size. */
    private static void memory() {
        long before = 0;
        for (int round = 0; round < 20_000; round++) {
            if (round == 2_000) {
                before = resident();
            }
            try (Report report = Ywtb.evaluate("scope", FACTS, AS_OF)) {
                report.toJson();
            }
            assertFails("input.json", null, () -> Ywtb.evaluate("scope", "{", AS_OF));
        }
        // A report or an error that is not freed is a KiB or more; Java's own books may move by a few MiB.
        assert resident() - before < 12 << 10 : "grew by " + (resident() - before) + " KiB";
    }

    /** Resident memory in KiB; 0 where the system does not say. */
    private static long resident() {
        java.nio.file.Path status = java.nio.file.Paths.get("/proc/self/status");
        try {
            for (String line : java.nio.file.Files.readAllLines(status)) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (java.io.IOException notLinux) {
            return 0;
        }
        return 0;
    }

    private static void inEightThreads(Callable<Void> work) throws Exception {
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
    private static YwtbException assertFails(String code, String path, Callable<?> work) {
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

    private static void assertClosed(Callable<?> work) {
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
