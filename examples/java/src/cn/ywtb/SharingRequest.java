package cn.ywtb;

import java.time.LocalDate;

/**
 * A sharing request: what decides it beside the records of a {@link Registry}. Immutable; threads may share it, and one request
 * may be asked often. Close it when it is not asked any more; closing twice does nothing.
 *
 * <pre>{@code
 * try (SharingRequest request = SharingRequest.builder(LocalDate.of(2019, 5, 1))
 *         .requester("11310000MB2F00001X").entry("310001/000001").items("name", "area").build()) {
 *     Verdict verdict = registry.decide(request);
 * }
 * }</pre>
 *
 * <p>What is not set is unknown, which is not the same as none; what is set to null is known to be none.
 */
public final class SharingRequest implements AutoCloseable {
    /** Words of {@code ywtb_request} in ABI 1.0. */
    private static final int WORDS = 23;

    /** The packed {@code ywtb_request}. */
    final Handle handle;

    private SharingRequest(Builder builder) {
        handle = new Struct(WORDS)
                .fact(builder.requester).fact(builder.entry).fact(builder.provider).facts(builder.items)
                .fact(builder.purpose).fact(builder.dutyRef).fact(builder.serviceItem).fact(builder.scenarioRef)
                .facts(builder.area).facts(builder.necessaryItems)
                .ints(builder.receivedAt, builder.asOf).ints(builder.reading, 0)
                .keep("request");
    }

    /**
     * A request of which nothing is known.
     *
     * @param asOf the evaluation date; the day of receipt governs where it is set
     * @return a builder
     */
    public static Builder builder(LocalDate asOf) {
        return new Builder(asOf);
    }

    /** Frees the request, when no other thread asks it any more. */
    @Override
    public void close() {
        handle.close();
    }

    /** Sets facts one by one. For one thread. */
    public static final class Builder {
        private byte[] requester;
        private byte[] entry;
        private byte[] provider;
        private byte[][] items;
        private byte[] purpose;
        private byte[] dutyRef;
        private byte[] serviceItem;
        private byte[] scenarioRef;
        private byte[][] area;
        private byte[][] necessaryItems;
        private int receivedAt;
        private final int asOf;
        private int reading;

        private Builder(LocalDate asOf) {
            this.asOf = number(asOf);
        }

        /**
         * Who asks.
         *
         * @param code code of the agency
         * @return this builder
         */
        public Builder requester(String code) {
            requester = fact(code);
            return this;
        }

        /**
         * What is asked for.
         *
         * @param code code of the entry; null: the datum is in no catalogue
         * @return this builder
         */
        public Builder entry(String code) {
            entry = fact(code);
            return this;
        }

        /**
         * Who provides it, where that is not who the entry names.
         *
         * @param code code of the agency
         * @return this builder
         */
        public Builder provider(String code) {
            provider = fact(code);
            return this;
        }

        /**
         * The items asked for.
         *
         * @param names their names
         * @return this builder
         */
        public Builder items(String... names) {
            items = facts(names);
            return this;
        }

        /**
         * What it is for (使用目的).
         *
         * @param text the purpose
         * @return this builder
         */
        public Builder purpose(String text) {
            purpose = fact(text);
            return this;
        }

        /**
         * The duty that the use rests on (职责).
         *
         * @param text the duty
         * @return this builder
         */
        public Builder dutyRef(String text) {
            dutyRef = fact(text);
            return this;
        }

        /**
         * The service item (政务服务事项).
         *
         * @param text the item
         * @return this builder
         */
        public Builder serviceItem(String text) {
            serviceItem = fact(text);
            return this;
        }

        /**
         * The scenario that the request names; decides from 2022.
         *
         * @param id the scenario's id
         * @return this builder
         */
        public Builder scenarioRef(String id) {
            scenarioRef = fact(id);
            return this;
        }

        /**
         * The area asked for.
         *
         * @param codes division codes; null: no limit
         * @return this builder
         */
        public Builder area(String... codes) {
            area = facts(codes);
            return this;
        }

        /**
         * The items that the duty needs.
         *
         * @param names their names
         * @return this builder
         */
        public Builder necessaryItems(String... names) {
            necessaryItems = facts(names);
            return this;
        }

        /**
         * The day of receipt, whose law governs.
         *
         * @param day the day
         * @return this builder
         */
        public Builder receivedAt(LocalDate day) {
            receivedAt = number(day);
            return this;
        }

        /**
         * How to read a provision whose text is open.
         *
         * @param chosen the reading; null for the library's own
         * @return this builder
         */
        public Builder reading(Reading chosen) {
            reading = chosen == null ? 0 : chosen.number;
            return this;
        }

        /**
         * The request as it is set now.
         *
         * @return the request, to be closed
         */
        public SharingRequest build() {
            return new SharingRequest(this);
        }

        private static byte[] fact(String text) {
            return text == null ? Struct.NONE : Abi.utf8(text);
        }

        private static byte[][] facts(String[] texts) {
            if (texts == null) {
                return Struct.NO_LIST;
            }
            byte[][] facts = new byte[texts.length][];
            for (int index = 0; index < texts.length; index++) {
                facts[index] = Abi.utf8(texts[index]);
                if (facts[index] == null) {
                    throw new IllegalArgumentException("a name in a list must not be null");
                }
            }
            return facts;
        }

        /** A day as the library takes it: 20190501. */
        private static int number(LocalDate day) {
            return day.getYear() * 10_000 + day.getMonthValue() * 100 + day.getDayOfMonth();
        }
    }
}
