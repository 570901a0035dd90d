package cn.ywtb;

/** The rules of sharing that govern. */
public enum Regime {
    /** The three classes of the measures of 2018. */
    ORDER9_2018(1),
    /** The negative list of the data regulation of 2022. */
    DATA_REGULATION_2022(2),
    /** The classes between government departments of 2025. */
    SHARING_REGULATION_2025(3);

    private final int number;

    Regime(int number) {
        this.number = number;
    }

    /** The regime with a number of {@code YWTB_REGIME_…}; null where that cannot be told, or only a newer library knows. */
    static Regime of(int number) {
        for (Regime regime : values()) {
            if (regime.number == number) {
                return regime;
            }
        }
        return null;
    }
}
