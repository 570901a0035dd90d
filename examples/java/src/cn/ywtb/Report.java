package cn.ywtb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An answer with its reasons. Immutable; threads may share it.
 *
 * <p>Close it when it is read. Its methods throw {@link IllegalStateException} after that; closing twice does nothing.
 */
public final class Report implements AutoCloseable {
    /** The language of {@link #toText}. */
    public enum Lang {
        /** Chinese. */
        ZH(1),
        /** English. */
        EN(2);

        private final int number;

        Lang(int number) {
            this.number = number;
        }
    }

    private final Handle handle;

    /** Owns a report from here on. */
    Report(long address) {
        handle = new Handle("report", address, Abi::ywtb_report_free);
    }

    /**
     * The answer.
     *
     * @return the outcome
     */
    public Outcome outcome() {
        return handle.use(report -> Outcome.of(Abi.ywtb_report_outcome(report)));
    }

    /**
     * The main indication of a verification.
     *
     * @return the indication, or null for other reports and for documents without signature
     */
    public Indication indication() {
        return handle.use(report -> Indication.of(Abi.ywtb_report_indication(report)));
    }

    /**
     * Why a verification did not pass.
     *
     * @return a word such as {@code hash_failure}, or null
     */
    public String subIndication() {
        return handle.use(report -> Abi.string(Abi.ywtb_report_sub_indication(report)));
    }

    /**
     * The codes of everything that was looked at, in the order of the rule table.
     *
     * @return an unmodifiable list
     */
    public List<String> findingCodes() {
        return handle.use(report -> {
            long count = Abi.ywtb_report_finding_count(report);
            List<String> codes = new ArrayList<>();
            for (long index = 0; index < count; index++) {
                codes.add(Abi.string(Abi.ywtb_report_finding_code(report, index)));
            }
            return Collections.unmodifiableList(codes);
        });
    }

    /**
     * The whole report.
     *
     * @return canonical JSON (RFC 8785) of the schema {@code ywtb.report/1}: the same question gives the same text
     */
    public String toJson() {
        return handle.use(report -> Abi.text((out, error) -> Abi.ywtb_report_json(report, out, error)));
    }

    /**
     * The report in words.
     *
     * @param lang the language
     * @return lines for people
     */
    public String toText(Lang lang) {
        return handle.use(report -> Abi.text((out, error) -> Abi.ywtb_report_text(report, lang.number, out, error)));
    }

    /** Frees the report, when no other thread reads it any more. */
    @Override
    public void close() {
        handle.close();
    }
}
