package cn.ywtb;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/**
 * The door to the library. Threads may call everything here at once.
 *
 * <p>The system property {@code ywtb.library} names the file of the shared library. Without it the one in the jar is used, and
 * where the jar has none, JNA looks for {@code libywtb} in {@code jna.library.path} and where the system keeps its libraries.
 *
 * <pre>{@code
 * try (Report report = Ywtb.evaluate("sharing.request", facts, LocalDate.of(2019, 5, 1))) {
 *     System.out.println(report.toText(Report.Lang.ZH));
 * }
 * }</pre>
 */
public final class Ywtb {
    private Ywtb() {}

    /**
     * Judges facts under a topic and says why, citing the law in force.
     *
     * @param topic a name such as {@code sharing.request}
     * @param facts JSON that fits the topic's schema; a fact that is left out is unknown, not false
     * @param asOf the evaluation date
     * @return the report, to be closed
     * @throws YwtbException when the facts cannot be read
     */
    public static Report evaluate(String topic, String facts, LocalDate asOf) {
        return evaluate(topic, Abi.utf8(facts), asOf.toString(), null);
    }

    /**
     * Judges facts as they came, with options.
     *
     * @param topic a name such as {@code sharing.request}
     * @param facts JSON in UTF-8 that fits the topic's schema
     * @param asOf the evaluation date, written {@code YYYY-MM-DD}
     * @param options JSON with {@code calendar}, {@code overlays}, {@code policy}, {@code reading}, {@code include_values};
     *     null for none
     * @return the report, to be closed
     * @throws YwtbException when the facts, the date or the options cannot be read
     */
    public static Report evaluate(String topic, byte[] facts, String asOf, String options) {
        byte[] topicBytes = Abi.utf8(topic);
        byte[] asOfBytes = Abi.utf8(asOf);
        byte[] optionsBytes = Abi.utf8(options);
        return report((out, error) -> Abi.ywtb_evaluate(
                topicBytes, Abi.len(topicBytes), facts, Abi.len(facts), asOfBytes, Abi.len(asOfBytes),
                optionsBytes, Abi.len(optionsBytes), out, error));
    }

    /**
     * Judges facts as if all of it happened on one day, and again on another: what changes, and by which instruments?
     *
     * @param topic a name such as {@code sharing.request}
     * @param facts JSON in UTF-8 that fits the topic's schema
     * @param first the one day
     * @param second the other
     * @param options as of {@link #evaluate(String, byte[], String, String)}; null for none
     * @return JSON of the shape {@code ywtb.comparison/1}
     * @throws YwtbException when the facts or the options cannot be read
     */
    public static String compare(String topic, byte[] facts, LocalDate first, LocalDate second, String options) {
        byte[] topicBytes = Abi.utf8(topic);
        byte[] firstBytes = Abi.utf8(first.toString());
        byte[] secondBytes = Abi.utf8(second.toString());
        byte[] optionsBytes = Abi.utf8(options);
        return Abi.text((out, error) -> Abi.ywtb_compare_json(
                topicBytes, Abi.len(topicBytes), facts, Abi.len(facts), firstBytes, Abi.len(firstBytes),
                secondBytes, Abi.len(secondBytes), optionsBytes, Abi.len(optionsBytes), out, error));
    }

    /**
     * Verifies an OFD document, a seal ({@code .esl}) or a single signature, told apart by their bytes. A broken, altered or
     * unsigned document is an answer.
     *
     * @param data the document
     * @param time the moment at which the question is asked
     * @param options how; null for the defaults
     * @return the report, to be closed
     * @throws YwtbException when the bytes are no such document, or a limit is reached
     */
    public static Report verify(byte[] data, OffsetDateTime time, VerifyOptions options) {
        byte[] moment = moment(time);
        VerifyOptions given = options == null ? VerifyOptions.builder().build() : options;
        return given.lend(packed -> report(
                (out, error) -> Abi.ywtb_verify(data, Abi.len(data), moment, moment.length, packed, out, error)));
    }

    /**
     * Verifies an electronic certificate: an OFD document with its metadata, or a metadata record alone (JSON), told apart by
     * their bytes. What can be said of its data stands in the report's value under {@code information}.
     *
     * @param data the file or the record
     * @param time the moment at which the question is asked
     * @param options how; null for the defaults
     * @return the report, to be closed
     * @throws YwtbException when the bytes are neither, {@code certificate.pdf_unsupported} for a PDF
     */
    public static Report verifyCertificate(byte[] data, OffsetDateTime time, CertificateOptions options) {
        byte[] moment = moment(time);
        CertificateOptions given = options == null ? CertificateOptions.builder().build() : options;
        return given.lend(packed -> report((out, error) ->
                Abi.ywtb_verify_certificate(data, Abi.len(data), moment, moment.length, packed, out, error)));
    }

    /**
     * Tests an archive package on its own bytes: a ZIP archive with its record, or the XML of DA/T 48. What no program can test
     * stands in the report's value under {@code needs_person}.
     *
     * @param data the package
     * @param asOf the day on which it is tested
     * @param options how; null for the defaults
     * @return the report, to be closed
     * @throws YwtbException when the bytes are no package, or a limit is reached
     */
    public static Report verifyArchive(byte[] data, LocalDate asOf, ArchiveOptions options) {
        byte[] day = Abi.utf8(asOf.toString());
        ArchiveOptions given = options == null ? ArchiveOptions.builder().build() : options;
        return given.lend(packed -> report(
                (out, error) -> Abi.ywtb_verify_archive(data, Abi.len(data), day, day.length, packed, out, error)));
    }

    private static Report report(Abi.Call call) {
        return new Report(Abi.handle(call));
    }

    private static byte[] moment(OffsetDateTime time) {
        return Abi.utf8(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
    }

    /**
     * Checks an identifier. A bad one is an answer.
     *
     * @param scheme the scheme, such as {@code uscc}
     * @param value the identifier
     * @return JSON: {@code {"code", "notes", "parts", "scheme", "valid"}}
     * @throws YwtbException {@code input.scheme} for a scheme that is not known
     */
    public static String checkId(String scheme, String value) {
        byte[] schemeBytes = Abi.utf8(scheme);
        byte[] valueBytes = Abi.utf8(value);
        return Abi.text((out, error) -> Abi.ywtb_id_check(
                schemeBytes, Abi.len(schemeBytes), valueBytes, Abi.len(valueBytes), new int[1], out, error));
    }

    /**
     * The rule table: every rule with its citations and dates in force, every code with its words.
     *
     * @return JSON
     */
    public static String rulesJson() {
        return Abi.text(Abi::ywtb_rules_json);
    }

    /**
     * The version of the library that was loaded.
     *
     * @return a version such as {@code 0.1.0}
     */
    public static String version() {
        return Abi.string(Abi.ywtb_version());
    }

    /** Keeps the library from writing to stderr when it catches a fault of its own; lasts until the process ends. */
    public static void quietPanics() {
        Abi.ywtb_quiet_panics();
    }
}
