package cn.ywtb;

/** The main indication of a verification (ETSI EN 319 102-1). */
public enum Indication {
    /** Every check that the policy demands is met. */
    TOTAL_PASSED(1),
    /** Something could not be established. */
    INDETERMINATE(2),
    /** A check is failed for good. */
    TOTAL_FAILED(3);

    private final int number;

    Indication(int number) {
        this.number = number;
    }

    /** The indication with a number of {@code YWTB_INDICATION_…}, or null for none. */
    static Indication of(int number) {
        for (Indication indication : values()) {
            if (indication.number == number) {
                return indication;
            }
        }
        return number == 0 ? null : INDETERMINATE;
    }
}
