import cn.ywtb.Report;
import cn.ywtb.TrustStore;
import cn.ywtb.VerifyOptions;
import cn.ywtb.Ywtb;
import cn.ywtb.YwtbException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;

/**
 * Decides one question and verifies one document, and says both in words.
 *
 * <pre>
 * java DecideAndVerify TOPIC FACTS.json AS_OF DOCUMENT TIME [TRUST.pem]
 * java DecideAndVerify sharing.request request.json 2019-05-01 permit.ofd 2026-11-23T09:00:00+08:00
 * </pre>
 *
 * <p>Ends with 0 when both are answered, whatever the answers; with 1 when one could not be. Words are Chinese when the locale is.
 */
public final class DecideAndVerify {
    private DecideAndVerify() {}

    /**
     * Runs the program.
     *
     * @param args as above
     * @throws IOException when a file cannot be read
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 5 || args.length > 6) {
            System.err.println("usage: DecideAndVerify TOPIC FACTS.json AS_OF DOCUMENT TIME [TRUST.pem]");
            System.exit(1);
        }
        // Whatever the platform's encoding, the words are UTF-8.
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        try {
            decide(args[0], Paths.get(args[1]), LocalDate.parse(args[2]), out);
            out.println();
            verify(Paths.get(args[3]), OffsetDateTime.parse(args[4]), args.length == 6 ? Paths.get(args[5]) : null, out);
        } catch (YwtbException unanswered) {
            System.err.println(unanswered.getMessage());
            System.exit(1);
        }
    }

    private static void decide(String topic, Path facts, LocalDate asOf, PrintStream out) throws IOException {
        String json = new String(Files.readAllBytes(facts), StandardCharsets.UTF_8);
        try (Report report = Ywtb.evaluate(topic, json, asOf)) {
            out.print(report.toText(lang()));
        }
    }

    private static void verify(Path document, OffsetDateTime time, Path pem, PrintStream out) throws IOException {
        try (TrustStore trust = new TrustStore()) {
            VerifyOptions.Builder options = VerifyOptions.builder().policy("integrity");
            if (pem != null) {
                String anchors = new String(Files.readAllBytes(pem), StandardCharsets.US_ASCII);
                trust.addPem(TrustStore.Role.SIGNER, anchors).addPem(TrustStore.Role.MAKER, anchors);
                options.policy("default").trust(trust);
            }
            try (Report report = Ywtb.verify(Files.readAllBytes(document), time, options.build())) {
                out.print(report.toText(lang()));
            }
        }
    }

    private static Report.Lang lang() {
        return Locale.getDefault().getLanguage().equals("zh") ? Report.Lang.ZH : Report.Lang.EN;
    }
}
