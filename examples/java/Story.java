import cn.ywtb.ArchiveOptions;
import cn.ywtb.CertificateOptions;
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
import java.util.List;

/**
 * One story from end to end: an application through one window, its materials by sharing and by electronic certificate, the
 * sealed decision, the archive package, an objection later.
 *
 * <pre>
 * java Story [--json] [examples/data/story]
 * </pre>
 *
 * <p>{@code steps.tsv} says what is asked at each step, and through which door. With {@code --json} each report is a line.
 * Ends with 1 when a step could not be asked.
 */
public final class Story {
    private final Path folder;
    private final TrustStore trust;

    private Story(Path folder, TrustStore trust) {
        this.folder = folder;
        this.trust = trust;
    }

    /**
     * Runs the program.
     *
     * @param args as above
     * @throws IOException when a file cannot be read
     */
    public static void main(String[] args) throws IOException {
        boolean json = args.length > 0 && args[0].equals("--json");
        int rest = json ? 1 : 0;
        Path folder = Paths.get(args.length > rest ? args[rest] : "examples/data/story");
        // Whatever the platform's encoding, the words are UTF-8.
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        try (TrustStore trust = new TrustStore()) {
            new Story(folder, trust).tell(json, out);
        } catch (YwtbException unanswered) {
            System.err.println(unanswered.getMessage());
            System.exit(1);
        }
    }

    private void tell(boolean json, PrintStream out) throws IOException {
        String root = text("root.pem");
        trust.addPem(TrustStore.Role.SIGNER, root).addPem(TrustStore.Role.MAKER, root);
        trust.addIntermediates(read("ca.pem")).addCrl(read("root.crl")).addCrl(read("ca.crl"));
        List<String> steps = Files.readAllLines(folder.resolve("steps.tsv"), StandardCharsets.UTF_8);
        String last = null;
        for (String line : steps.subList(1, steps.size())) {
            String[] step = line.split("\t");
            try (Report report = ask(step, last)) {
                last = report.toJson();
                out.println(json ? last : "# " + step[6] + " · " + step[7] + "\n" + report.toText(Report.Lang.EN));
            }
        }
    }

    /** What the door of the step answers. */
    private Report ask(String[] step, String last) throws IOException {
        String door = step[0];
        String at = step[2];
        String about = step[3];
        String known = step[4].equals("-") ? null : text(step[4]);
        if (door.equals("evaluate")) {
            return Ywtb.evaluate(step[1], withReport(text(about), step[5], last), LocalDate.parse(at));
        }
        if (door.equals("archive")) {
            ArchiveOptions options = ArchiveOptions.builder().known(known).build();
            return Ywtb.verifyArchive(read(about), LocalDate.parse(at), options);
        }
        OffsetDateTime time = OffsetDateTime.parse(at);
        VerifyOptions options = VerifyOptions.builder().trust(trust).build();
        if (door.equals("certificate")) {
            CertificateOptions asked = CertificateOptions.builder().verify(options).inquiry(known).build();
            return Ywtb.verifyCertificate(read(about), time, asked);
        }
        return Ywtb.verify(read(about), time, options);
    }

    /** Facts, with the report of the step before as one of them where the step takes it. */
    private static String withReport(String facts, String field, String report) {
        return field.equals("-")
                ? facts
                : facts.substring(0, facts.lastIndexOf('}')) + ",\"" + field + "\":" + report + "}";
    }

    private byte[] read(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    private String text(String name) throws IOException {
        return new String(read(name), StandardCharsets.UTF_8);
    }
}
