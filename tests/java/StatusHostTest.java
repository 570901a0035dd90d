import cn.ywtb.Indication;
import cn.ywtb.Report;
import cn.ywtb.StatusAnswer;
import cn.ywtb.StatusHost;
import cn.ywtb.StatusQuery;
import cn.ywtb.TrustStore;
import cn.ywtb.VerifyOptions;
import cn.ywtb.Ywtb;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** A host that is asked about status: what it answers counts; silence, an exception and an error mean that nothing is known. */
final class StatusHostTest {
    private static final OffsetDateTime LONG_AGO = OffsetDateTime.parse("2020-01-01T00:00:00Z");

    private StatusHostTest() {}

    static void run() throws Exception {
        byte[] text = {'t', 'e', 'x', 't'};
        expect(Indication.TOTAL_PASSED, null, query -> StatusAnswer.good());
        expect(Indication.INDETERMINATE, "try_later", query -> null);
        expect(Indication.INDETERMINATE, "try_later", query -> StatusAnswer.unknown());
        expect(Indication.INDETERMINATE, "try_later", query -> StatusAnswer.crl(text));
        expect(Indication.INDETERMINATE, "try_later", query -> StatusAnswer.ocsp(text));
        expect(Indication.INDETERMINATE, "revoked_no_poe", query -> StatusAnswer.revoked(null));
        expect(Indication.INDETERMINATE, "revoked_no_poe", query -> StatusAnswer.revoked(LONG_AGO));
        expect(Indication.INDETERMINATE, "revoked_no_poe", query -> StatusAnswer.suspended(LONG_AGO));
        expect(Indication.INDETERMINATE, "try_later", query -> {
            throw new java.io.IOException("the register cannot be reached");
        });
        expect(Indication.INDETERMINATE, "try_later", query -> {
            throw new StackOverflowError();
        });
        questions();
        threads();
    }

    private static void expect(Indication indication, String sub, StatusHost host) throws Exception {
        try (TrustStore trust = trust(); Report report = verify(trust, host)) {
            assert report.indication() == indication : report.indication() + " " + report.subIndication();
            assert sub == null ? report.subIndication() == null : sub.equals(report.subIndication()) : report.subIndication();
        }
    }

    /** What is asked, and on which thread. */
    private static void questions() throws Exception {
        List<StatusQuery> asked = new ArrayList<>();
        Thread here = Thread.currentThread();
        expect(Indication.TOTAL_PASSED, null, query -> {
            assert Thread.currentThread() == here;
            asked.add(query);
            return StatusAnswer.good();
        });
        int seals = 0;
        for (StatusQuery query : asked) {
            assert query.sha256().length() == 64 && query.time().isEqual(Checks.TIME);
            if (query.kind() == StatusQuery.Kind.SEAL) {
                seals++;
                assert !query.sealId().isEmpty() && query.serial().isEmpty() && query.certificate().length == 0;
            } else {
                assert query.sealId().isEmpty() && query.issuerName().startsWith("C=CN, O=上海") : query.issuerName();
                assert query.certificate()[0] == 0x30 && query.issuer() != null && !query.serial().isEmpty();
            }
        }
        assert seals == 1 && asked.size() > 2;
    }

    /** Each verification asks its own host. */
    private static void threads() throws Exception {
        try (TrustStore trust = trust()) {
            Checks.inEightThreads(() -> {
                for (int round = 0; round < 5; round++) {
                    try (Report good = verify(trust, query -> StatusAnswer.good()); Report silent = verify(trust, query -> null)) {
                        assert good.indication() == Indication.TOTAL_PASSED;
                        assert silent.indication() == Indication.INDETERMINATE;
                    }
                }
                return null;
            });
        }
    }

    private static TrustStore trust() throws Exception {
        String root = new String(Checks.example("trust/root.pem"), StandardCharsets.US_ASCII);
        return new TrustStore()
                .addPem(TrustStore.Role.SIGNER, root)
                .addPem(TrustStore.Role.MAKER, root)
                .addIntermediates(Checks.example("trust/ca.pem"));
    }

    private static Report verify(TrustStore trust, StatusHost host) throws Exception {
        VerifyOptions options = VerifyOptions.builder().trust(trust).statusHost(host).build();
        return Ywtb.verify(Checks.example("documents/genuine.ofd"), Checks.TIME, options);
    }
}
