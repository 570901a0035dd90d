package cn.ywtb;

/** What is decided on a sharing request. */
public enum Decision {
    /** Everything is granted. */
    GRANTED(1),
    /** Part is granted. */
    PARTIAL(2),
    /** Nothing is granted. */
    REFUSED(3),
    /** The responsible department must decide on an application. */
    APPLY(4),
    /** The request is incomplete: its author is told once what is missing. */
    ASK_ONCE(5);

    private final int number;

    Decision(int number) {
        this.number = number;
    }

    /** The decision with a number of {@code YWTB_DECISION_…}; null where nothing is decided, or only a newer library knows. */
    static Decision of(int number) {
        for (Decision decision : values()) {
            if (decision.number == number) {
                return decision;
            }
        }
        return null;
    }
}
