package cn.ywtb;

import com.sun.jna.Memory;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/**
 * The door to the library. Threads may call everything here at once.
 *
 * <p>The system property {@code ywtb.library} names the file of the shared library; without it JNA looks for {@code libywtb} in
 * {@code jna.library.path} and where the system keeps its libraries.
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
     * @param options JSON with {@code calendar}, {@code policy}, {@code reading}, {@code include_values}; null for none
     * @return the report, to be closed
     * @throws YwtbException when the facts, the date or the options cannot be read
     */
    public static Report evaluate(String topic, byte[] facts, String asOf, String options) {
        byte[] topicBytes = Abi.utf8(topic);
        byte[] asOfBytes = Abi.utf8(asOf);
        byte[] optionsBytes = Abi.utf8(options);
        return new Report(Abi.handle((out, error) -> Abi.ywtb_evaluate(
                topicBytes, Abi.len(topicBytes), facts, Abi.len(facts), asOfBytes, Abi.len(asOfBytes),
                optionsBytes, Abi.len(optionsBytes), out, error)));
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
        byte[] moment = Abi.utf8(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
        VerifyOptions given = options == null ? new VerifyOptions() : options;
        if (given.trust == null) {
            return verify(data, moment, given, 0);
        }
        return given.trust.handle.use(trust -> verify(data, moment, given, trust));
    }

    private static Report verify(byte[] data, byte[] time, VerifyOptions options, long trust) {
        try (Memory packed = options.pack(trust)) {
            return new Report(Abi.handle(
                    (out, error) -> Abi.ywtb_verify(data, Abi.len(data), time, Abi.len(time), packed, out, error)));
        }
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
