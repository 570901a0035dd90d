import cn.ywtb.Report;
import cn.ywtb.Ywtb;
import cn.ywtb.YwtbException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Runs cases for the conformance test: the same lines in give the same lines out in every language.
 *
 * <p>In, four lines a case: topic, as_of, options as JSON (may be empty), facts as JSON. Out, one line a case: the report as JSON,
 * or {@code error CODE PATH}. Ends with 0 when the input was whole cases, whatever their answers.
 */
public final class RunCases {
    private RunCases() {}

    /**
     * Runs the program.
     *
     * @param args none
     * @throws IOException when the input cannot be read
     */
    public static void main(String[] args) throws IOException {
        InputStream in = new BufferedInputStream(System.in);
        PrintStream out = new PrintStream(System.out, false, "UTF-8");
        byte[] topic;
        while ((topic = line(in)) != null) {
            byte[] asOf = line(in);
            byte[] options = line(in);
            byte[] facts = line(in);
            if (facts == null) {
                System.err.println("RunCases: the input ends within a case");
                System.exit(1);
            }
            out.print(answer(text(topic), text(asOf), text(options), facts));
            out.print('\n');
        }
        out.flush();
    }

    private static String answer(String topic, String asOf, String options, byte[] facts) {
        try (Report report = Ywtb.evaluate(topic, facts, asOf, options)) {
            return report.toJson();
        } catch (YwtbException error) {
            return "error " + error.getCode() + " " + error.getPath();
        }
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }

    /** A line without its end, or null at the end of the input. */
    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int octet;
        while ((octet = in.read()) != -1 && octet != '\n') {
            line.write(octet);
        }
        return octet == -1 && line.size() == 0 ? null : line.toByteArray();
    }
}
