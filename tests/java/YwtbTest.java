import cn.ywtb.Outcome;
import cn.ywtb.Report;
import cn.ywtb.Ywtb;
import cn.ywtb.YwtbException;
import java.nio.charset.StandardCharsets;

/** What a Java host relies on. Plain assertions: run with {@code java -ea}. */
public final class YwtbTest {
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
        identifiersAndRules();
        RegistryTest.run();
        DocumentsTest.run();
        StatusHostTest.run();
        HandlesTest.run();
    }

    private static void answers() {
        try (Report report = Ywtb.evaluate("scope", Checks.FACTS, Checks.AS_OF)) {
            assert report.outcome() == Outcome.MET;
            assert report.indication() == null && report.subIndication() == null;
            assert report.findingCodes().contains("time.state") : report.findingCodes();
            assert report.toJson().startsWith("{\"answers\":null,");
            assert report.toText(Report.Lang.ZH).contains("符合");
            assert report.toText(Report.Lang.EN).contains("met");
        }
        try (Report report = Ywtb.evaluate("scope", "{}", Checks.AS_OF)) {
            assert report.outcome() == Outcome.UNDETERMINED : "unknown is not false";
        }
    }

    /** Text is the same both ways, beyond the basic plane too, and whatever the platform's encoding is. */
    private static void unicode() {
        String id = "沪政通〔2018〕7号 𠮷";
        String facts = "{\"subject\":{\"kind\":\"letter\",\"id\":\"" + id + "\"}}";
        try (Report report = Ywtb.evaluate("scope", facts, Checks.AS_OF)) {
            assert report.toJson().contains("\"id\":\"" + id + "\"") : report.toJson();
        }
        String comparison = Ywtb.compare("scope", Checks.FACTS.getBytes(StandardCharsets.UTF_8), Checks.AS_OF, Checks.AS_OF, null);
        assert comparison.contains("\"changed\":[]") : comparison;
        Checks.assertFails("input.utf8", "", () -> Ywtb.evaluate("scope", "{\"\ud842\":1}", Checks.AS_OF));
        byte[] notUtf8 = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};
        Checks.assertFails("input.utf8", "@2", () -> Ywtb.evaluate("scope", notUtf8, "2019-05-01", null));
    }

    private static void badInput() {
        Checks.assertFails("input.topic", "", () -> Ywtb.evaluate("scope\0of what", Checks.FACTS, Checks.AS_OF));
        Checks.assertFails("input.topic", "", () -> Ywtb.evaluate("", Checks.FACTS, Checks.AS_OF));
        Checks.assertFails("input.topic", "", () -> Ywtb.evaluate(null, Checks.FACTS, Checks.AS_OF));
        Checks.assertFails("input.json", "@" + Checks.FACTS.length(), () -> Ywtb.evaluate("scope", Checks.FACTS + "\0", Checks.AS_OF));
        Checks.assertFails("input.json", "@0", () -> Ywtb.evaluate("scope", (String) null, Checks.AS_OF));
        Checks.assertFails("input.schema", "/agency/kind", () -> Ywtb.evaluate("scope", "{\"agency\":{\"kind\":7}}", Checks.AS_OF));
        Checks.assertFails("input.duplicate_key", "/a", () -> Ywtb.evaluate("scope", "{\"a\":1,\"a\":2}", Checks.AS_OF));
        Checks.assertFails("input.date", "", () -> Ywtb.evaluate("scope", Checks.FACTS.getBytes(StandardCharsets.UTF_8), "1.5.2019", null));
        Checks.assertFails("input.option", "/redaing",
                () -> Ywtb.evaluate("scope", Checks.FACTS.getBytes(StandardCharsets.UTF_8), "2019-05-01", "{\"redaing\":1}"));
        YwtbException error = Checks.assertFails("input.schema", null,
                () -> Ywtb.evaluate("scope", "{\"agency\":{\"kind\":\"310101199001011234\"},\"nobody\":1}", Checks.AS_OF));
        assert error.getMessage().startsWith("input.schema: ") && error.toJson().contains("\"path\":\"/nobody\"");
        assert !error.getMessage().contains("310101") && !error.toJson().contains("310101");
    }

    private static void identifiersAndRules() {
        assert Ywtb.checkId("uscc", "91350100M000100Y43").contains("\"valid\":true");
        assert Ywtb.checkId("uscc", "九一").contains("\"valid\":false");
        Checks.assertFails("input.scheme", "", () -> Ywtb.checkId("no.such", "1"));
        assert Ywtb.rulesJson().contains("\"SCOPE-3\"");
        assert Ywtb.version().matches("\\d+\\.\\d+\\.\\d+");
        Ywtb.quietPanics();
    }
}
