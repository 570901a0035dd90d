package cn.ywtb;

/** How to read a provision whose text is open. */
public enum Reading {
    /** As the press release of 2018-10-30 puts it. */
    SEED(1),
    /** As the draft of 2018 and its note put it. */
    DRAFT(2);

    /** The number of {@code YWTB_READING_…}. */
    final int number;

    Reading(int number) {
        this.number = number;
    }
}
