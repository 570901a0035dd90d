import cn.ywtb.ArchiveOptions;
import cn.ywtb.CertificateOptions;
import cn.ywtb.Indication;
import cn.ywtb.Outcome;
import cn.ywtb.Report;
import cn.ywtb.TrustStore;
import cn.ywtb.VerifyOptions;
import cn.ywtb.Ywtb;
import java.nio.charset.StandardCharsets;

/** Documents, certificates and archive packages, good and bad. */
final class DocumentsTest {
    private DocumentsTest() {}

    static void run() {
        verification();
        trust();
        certificates();
        archives();
    }

    private static void verification() {
        try (TrustStore nobody = new TrustStore()) {
            VerifyOptions options = VerifyOptions.builder()
                    .policy("integrity").trust(nobody).subject("许可证 7").limits(1 << 20, 0).build();
            try (Report report = Ywtb.verify(Checks.CUT, Checks.TIME, options)) {
                assert report.outcome() == Outcome.NOT_MET;
                assert report.indication() == Indication.TOTAL_FAILED;
                assert report.subIndication().equals("format_failure");
                assert report.toJson().contains("\"policy\":\"integrity\"");
                assert report.toJson().contains("\"id\":\"许可证 7\"");
            }
        }
        Ywtb.verify(Checks.CUT, Checks.TIME, null).close();
        Ywtb.verify(Checks.CUT, Checks.TIME, VerifyOptions.builder().original(new byte[0]).build()).close();
        Checks.assertFails("input.unrecognised", "", () -> Ywtb.verify(new byte[0], Checks.TIME, null));
        Checks.assertFails("input.unrecognised", "", () -> Ywtb.verify(null, Checks.TIME, null));
        Checks.assertFails("input.policy", "", () -> Ywtb.verify(Checks.CUT, Checks.TIME, VerifyOptions.builder().policy("lenient").build()));
        String own = "{\"name\": \"ours\", \"levels\": {\"package\": \"warn\"}}";
        try (Report report = Ywtb.verify(Checks.CUT, Checks.TIME, VerifyOptions.builder().policy(own).build())) {
            assert report.toJson().contains("\"policy\":\"ours\"");
        }
        Checks.assertFails("limit.input_bytes", "", () -> Ywtb.verify(Checks.CUT, Checks.TIME, VerifyOptions.builder().limits(3, 0).build()));
    }

    private static void trust() {
        try (TrustStore store = new TrustStore()) {
            Checks.assertFails("input.certificate", null, () -> store.addPem(TrustStore.Role.SIGNER, "no certificate"));
            Checks.assertFails("input.certificate", null, () -> store.addDer(TrustStore.Role.MAKER, new byte[] {0x30}));
            Checks.assertFails("input.certificate", null, () -> store.addDer(TrustStore.Role.TSA, null));
        }
    }

    private static void certificates() {
        byte[] record = "{\"ZZMC\":\"示例许可证\",\"CZZTDM\":\"9131000013221158XC\"}".getBytes(StandardCharsets.UTF_8);
        CertificateOptions options = CertificateOptions.builder()
                .verify(VerifyOptions.builder().subject("证 7").build())
                .inquiry("{\"holder\":{\"kind\":\"001\",\"code\":\"91350100M000100Y43\"}}")
                .build();
        try (Report report = Ywtb.verifyCertificate(record, Checks.TIME, options)) {
            assert report.outcome() == Outcome.NOT_MET;
            assert report.toJson().contains("\"topic\":\"verify.certificate\"");
            assert report.toJson().contains("\"holder_match\":\"differs\"") && report.toJson().contains("\"id\":\"证 7\"");
        }
        try (Report report = Ywtb.verifyCertificate(record, Checks.TIME, null)) {
            assert report.toJson().contains("\"holder_match\":\"not_asked\"");
        }
        Checks.assertFails("certificate.pdf_unsupported", "",
                () -> Ywtb.verifyCertificate("%PDF-1.7".getBytes(StandardCharsets.US_ASCII), Checks.TIME, null));
        Checks.assertFails("input.schema", "/holder",
                () -> Ywtb.verifyCertificate(record, Checks.TIME, CertificateOptions.builder().inquiry("{\"holder\":7}").build()));
    }

    private static void archives() {
        byte[] empty = new byte[22];
        System.arraycopy(new byte[] {'P', 'K', 5, 6}, 0, empty, 0, 4);
        ArchiveOptions options = ArchiveOptions.builder()
                .known("{\"stage\":\"transfer\",\"plan\":{\"files\":2},\"subject\":\"卷 7\"}").build();
        try (Report report = Ywtb.verifyArchive(empty, Checks.AS_OF, options)) {
            assert report.outcome() == Outcome.NOT_MET && report.indication() == null;
            assert report.toJson().contains("\"topic\":\"verify.archive\"") && report.toJson().contains("\"id\":\"卷 7\"");
        }
        Ywtb.verifyArchive(empty, Checks.AS_OF, null).close();
        Checks.assertFails("limit.input_bytes", "",
                () -> Ywtb.verifyArchive(empty, Checks.AS_OF, ArchiveOptions.builder().limits(21, 0).build()));
        Checks.assertFails("input.unrecognised", "", () -> Ywtb.verifyArchive(Checks.FACTS.getBytes(), Checks.AS_OF, null));
    }
}
