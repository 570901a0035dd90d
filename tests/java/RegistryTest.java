import cn.ywtb.Decision;
import cn.ywtb.Outcome;
import cn.ywtb.Reading;
import cn.ywtb.Regime;
import cn.ywtb.Registry;
import cn.ywtb.Report;
import cn.ywtb.SharingRequest;
import cn.ywtb.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** The registry: typed requests and verdicts, the same in JSON, snapshots, threads. */
final class RegistryTest {
    private static final String AGENCIES =
            "[{\"code\":\"A\",\"kind\":\"administrative_organ\"},{\"code\":\"B\",\"kind\":\"administrative_organ\"}]";
    private static final String CATALOGUE = "[{\"code\":\"E\",\"provider_code\":\"B\",\"secret_flag\":\"none\","
            + "\"share_type\":\"unconditional\",\"items\":[{\"name\":\"姓名\"},{\"name\":\"地址\"}]}]";
    private static final String REQUEST = "{\"requester\":\"A\",\"entry\":\"E\",\"items\":[\"姓名\",\"电话\"]}";

    private RegistryTest() {}

    static void run() throws Exception {
        try (Registry registry = new Registry(utf8(CATALOGUE), utf8("[]"), utf8(AGENCIES))) {
            verdicts(registry);
            facts(registry);
            lines(registry);
            snapshots(registry);
            threads(registry);
        }
        Checks.assertFails("input.registry", "/catalogue/0/code", () -> new Registry(utf8("[{}]"), utf8("[]"), utf8("[]")));
        Registry closed = new Registry(utf8("[]"), utf8("[]"), utf8("[]"));
        closed.close();
        closed.close();
        Checks.assertClosed(() -> decide(closed, asking()));
    }

    /** Decides on what a builder makes, and closes it. */
    private static Verdict decide(Registry registry, SharingRequest.Builder asked) {
        try (SharingRequest request = asked.build()) {
            return registry.decide(request);
        }
    }

    private static SharingRequest.Builder asking() {
        return SharingRequest.builder(Checks.AS_OF).requester("A").entry("E").items("姓名", "电话");
    }

    private static void verdicts(Registry registry) {
        Verdict verdict = decide(registry, asking());
        assert verdict.outcome() == Outcome.NOT_MET && verdict.decision() == Decision.PARTIAL;
        assert verdict.regime() == Regime.ORDER9_2018;
        assert verdict.cut().cardinality() == 1 && verdict.cut().get(1);
        assert verdict.rule().equals("SHARE-1") && verdict.code().equals("share.item.not_of_entry");
        assert verdict.fault() == null && verdict.faultPath() == null;
        assert verdict.scenario() == null && !verdict.restsOnNamedScenario() && !verdict.cutsArea() && !verdict.newScenario();
        assert verdict.equals(registry.decide(utf8(REQUEST), Checks.AS_OF, null)) : "JSON says the same";
        try (SharingRequest request = asking().build(); Report typed = registry.explain(request); Report json = registry.explain(utf8(REQUEST), Checks.AS_OF, null)) {
            assert typed.outcome() == verdict.outcome() && typed.toJson().equals(json.toJson());
        }
        Verdict stranger = decide(registry, asking().requester("Z"));
        assert stranger.outcome() == Outcome.UNDETERMINED && stranger.decision() == null;
        assert stranger.fault().equals("registry.unknown_agency") && stranger.faultPath().equals("/requester");
        Checks.assertFails("input.schema", "/entry", () -> registry.decide(utf8("{\"entry\":7}"), Checks.AS_OF, null));
        assert registry.scenarioId(0).equals("null");
    }

    /** What is not set is unknown; null is known to be none; the day of receipt governs. */
    private static void facts(Registry registry) {
        SharingRequest.Builder builder = SharingRequest.builder(Checks.AS_OF).requester("A").entry("E");
        assert decide(registry, builder).equals(registry.decide(utf8("{\"requester\":\"A\",\"entry\":\"E\"}"), Checks.AS_OF, null));
        Verdict none = decide(registry, builder.entry(null).items("姓名"));
        assert none.fault() == null;
        assert none.equals(registry.decide(utf8("{\"requester\":\"A\",\"entry\":null,\"items\":[\"姓名\"]}"), Checks.AS_OF, null));
        SharingRequest.Builder later = asking().receivedAt(LocalDate.of(2025, 9, 1)).reading(Reading.DRAFT).area((String[]) null).purpose("");
        assert decide(registry, later).regime() == Regime.SHARING_REGULATION_2025;
        String[] many = new String[200];
        java.util.Arrays.fill(many, "电话");
        many[130] = "姓名";
        Verdict cut = decide(registry, asking().items(many));
        assert cut.decision() == Decision.PARTIAL && cut.cut().cardinality() == 199 && !cut.cut().get(130);
        Checks.assertFails("input.date", "", () -> decide(registry, SharingRequest.builder(LocalDate.of(12019, 5, 1))));
        Checks.assertFails("input.utf8", "", () -> asking().purpose("\ud842"));
    }

    private static void lines(Registry registry) {
        String[] answers = registry.decideLines(utf8(REQUEST + "\n\n" + REQUEST + "\n"), Checks.AS_OF, null).split("\n");
        assert answers.length == 3;
        assert answers[0].contains("\"cut\":[\"电话\"],\"decision\":\"partial\"") && answers[2].equals(answers[0]);
        assert answers[1].contains("\"error\":\"input.json\"");
        assert registry.decideLines(utf8(REQUEST), null, null).contains("\"error\":\"input.date\"");
    }

    private static void snapshots(Registry registry) {
        byte[] saved = registry.save();
        try (Registry again = Registry.load(saved)) {
            assert decide(again, asking()).equals(decide(registry, asking()));
        }
        saved[saved.length - 10] ^= 1;
        Checks.assertFails("input.snapshot", "", () -> Registry.load(saved));
    }

    /** Eight threads share a registry and a request, which one of them closes first. */
    private static void threads(Registry registry) throws Exception {
        SharingRequest shared = asking().build();
        Verdict verdict = registry.decide(shared);
        Checks.inEightThreads(() -> {
            for (int round = 0; round < 2_000; round++) {
                assert decide(registry, asking()).equals(verdict);
                try {
                    assert registry.decide(shared).equals(verdict);
                } catch (IllegalStateException closed) {
                    assert closed.getMessage().equals("the request is closed");
                }
            }
            shared.close();
            return null;
        });
        Checks.assertClosed(() -> registry.decide(shared));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
