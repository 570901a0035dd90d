import cn.ywtb.Indication;
import cn.ywtb.Report;
import cn.ywtb.StatusAnswer;
import cn.ywtb.TrustStore;
import cn.ywtb.VerifyOptions;
import cn.ywtb.Ywtb;

/** Handles: closed twice, closed while they are used, forgotten; shared by threads; memory. */
final class HandlesTest {
    private HandlesTest() {}

    static void run() throws Exception {
        closing();
        closingWhileItIsUsed();
        threads();
        closingWhileRead();
        memory();
        forgotten();
    }

    /** Closing twice is fine; what is closed says so. */
    private static void closing() {
        Report report = Ywtb.evaluate("scope", Checks.FACTS, Checks.AS_OF);
        report.close();
        report.close();
        Checks.assertClosed(report::outcome);
        Checks.assertClosed(report::toJson);
        Checks.assertClosed(report::findingCodes);
        TrustStore store = new TrustStore();
        store.close();
        store.close();
        Checks.assertClosed(() -> store.addPem(TrustStore.Role.TSA, ""));
        Checks.assertClosed(() -> Ywtb.verify(Checks.CUT, Checks.TIME, VerifyOptions.builder().trust(store).build()));
    }

    /** Eight threads share a report and a store, and all see the same. */
    private static void threads() throws Exception {
        try (Report shared = Ywtb.evaluate("scope", Checks.FACTS, Checks.AS_OF); TrustStore trust = new TrustStore()) {
            String json = shared.toJson();
            VerifyOptions options = VerifyOptions.builder().trust(trust).build();
            Checks.inEightThreads(() -> {
                for (int round = 0; round < 100; round++) {
                    try (Report own = Ywtb.evaluate("scope", Checks.FACTS, Checks.AS_OF); Report verdict = Ywtb.verify(Checks.CUT, Checks.TIME, options)) {
                        assert own.toJson().equals(json) && shared.toJson().equals(json);
                        assert verdict.indication() == Indication.TOTAL_FAILED;
                    }
                    Checks.assertFails("input.topic", "", () -> Ywtb.evaluate("no.such", Checks.FACTS, Checks.AS_OF));
                }
                return null;
            });
        }
    }

    /** A report that one thread closes while others read it: each reads it whole, or is told that it is closed. */
    private static void closingWhileRead() throws Exception {
        for (int round = 0; round < 50; round++) {
            Report report = Ywtb.evaluate("scope", Checks.FACTS, Checks.AS_OF);
            String json = report.toJson();
            Checks.inEightThreads(() -> {
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

    /** Twenty thousand answers and as many errors: what the library holds does not grow. Wants a heap of fixed size. */
    private static void memory() {
        long before = 0;
        for (int round = 0; round < 20_000; round++) {
            if (round == 2_000) {
                before = Checks.resident();
            }
            try (Report report = Ywtb.evaluate("scope", Checks.FACTS, Checks.AS_OF)) {
                report.toJson();
            }
            Checks.assertFails("input.json", null, () -> Ywtb.evaluate("scope", "{", Checks.AS_OF));
        }
        // A report or an error that is not freed is a KiB or more; Java's own books may move by a few MiB.
        assert Checks.resident() - before < 12 << 10 : "grew by " + (Checks.resident() - before) + " KiB";
    }

    /** A host cannot close or fill the store that its own verification uses: that would wait for itself for ever. */
    private static void closingWhileItIsUsed() throws Exception {
        TrustStore store = new TrustStore();
        int[] refused = new int[1];
        VerifyOptions options = VerifyOptions.builder().trust(store).statusHost(query -> {
            try {
                store.close();
            } catch (IllegalStateException used) {
                refused[0]++;
            }
            return StatusAnswer.unknown();
        }).build();
        Ywtb.verify(Checks.example("documents/genuine.ofd"), Checks.TIME, options).close();
        assert refused[0] > 0;
        store.close();
    }

    /** Handles that nobody closed are freed when others are made: thousands of them do not add up. */
    private static void forgotten() {
        long before = 0;
        for (int round = 0; round < 60; round++) {
            if (round == 20) {
                before = Checks.resident();
            }
            for (int one = 0; one < 500; one++) {
                Ywtb.evaluate("scope", Checks.FACTS, Checks.AS_OF).findingCodes();
            }
            System.gc();
        }
        assert Checks.resident() - before < 12 << 10 : "grew by " + (Checks.resident() - before) + " KiB";
    }
}
