package cn.ywtb;

/** What an answer comes to. */
public enum Outcome {
    /** Everything that decides is met; a verified document passed. */
    MET(1),
    /** Something that decides is not met; a verified document failed. */
    NOT_MET(2),
    /** A fact that decides is missing; the findings name it. */
    UNDETERMINED(3),
    /** Nothing applies; a verified document bears no signature. */
    NOT_APPLICABLE(4),
    /** Rules of equal rank disagree. */
    CONFLICT(5);

    private final int number;

    Outcome(int number) {
        this.number = number;
    }

    /** The outcome with a number of {@code YWTB_OUTCOME_…}; one that only a newer library knows decides nothing. */
    static Outcome of(int number) {
        for (Outcome outcome : values()) {
            if (outcome.number == number) {
                return outcome;
            }
        }
        return UNDETERMINED;
    }
}
