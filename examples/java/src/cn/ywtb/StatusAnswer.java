package cn.ywtb;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.LongConsumer;

/**
 * What a {@link StatusHost} answers. Words are recorded as the host's own; lists and responses are verified like any other.
 * Immutable.
 */
public final class StatusAnswer {
    private final LongConsumer tell;

    private StatusAnswer(LongConsumer tell) {
        this.tell = tell;
    }

    /**
     * In force at the moment of the question.
     *
     * @return the answer
     */
    public static StatusAnswer good() {
        return new StatusAnswer(answer -> Abi.handle((none, error) -> Abi.ywtb_answer_good(answer, error)));
    }

    /**
     * Withdrawn for good.
     *
     * @param since the moment; null when it is not known
     * @return the answer
     */
    public static StatusAnswer revoked(OffsetDateTime since) {
        byte[] at = moment(since);
        return new StatusAnswer(
                answer -> Abi.handle((none, error) -> Abi.ywtb_answer_revoked(answer, at, Abi.len(at), error)));
    }

    /**
     * On hold.
     *
     * @param since the moment; null when it is not known
     * @return the answer
     */
    public static StatusAnswer suspended(OffsetDateTime since) {
        byte[] at = moment(since);
        return new StatusAnswer(
                answer -> Abi.handle((none, error) -> Abi.ywtb_answer_suspended(answer, at, Abi.len(at), error)));
    }

    /**
     * Nothing is known.
     *
     * @return the answer
     */
    public static StatusAnswer unknown() {
        return new StatusAnswer(answer -> Abi.handle((none, error) -> Abi.ywtb_answer_unknown(answer, error)));
    }

    /**
     * A list of revoked certificates.
     *
     * @param list DER or PEM
     * @return the answer
     */
    public static StatusAnswer crl(byte[] list) {
        byte[] own = list.clone();
        return new StatusAnswer(
                answer -> Abi.handle((none, error) -> Abi.ywtb_answer_crl(answer, own, own.length, error)));
    }

    /**
     * An OCSP response.
     *
     * @param response DER
     * @return the answer
     */
    public static StatusAnswer ocsp(byte[] response) {
        byte[] own = response.clone();
        return new StatusAnswer(
                answer -> Abi.handle((none, error) -> Abi.ywtb_answer_ocsp(answer, own, own.length, error)));
    }

    /** Hands the answer to the library. */
    void tell(long answer) {
        tell.accept(answer);
    }

    private static byte[] moment(OffsetDateTime since) {
        return since == null ? null : Abi.utf8(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(since));
    }
}
