package cn.ywtb;

import com.sun.jna.Memory;
import java.util.function.Function;

/** How an archive package is to be tested. Immutable; threads may share it. */
public final class ArchiveOptions {
    /** Members of {@code ywtb_archive_options} in ABI 1.0. */
    private static final int MEMBERS = 5;

    private final byte[] known;
    private final long maxInputBytes;
    private final long maxPackageBytes;

    private ArchiveOptions(Builder builder) {
        known = Abi.utf8(builder.known);
        maxInputBytes = builder.maxInputBytes;
        maxPackageBytes = builder.maxPackageBytes;
    }

    /**
     * Options that are all defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Sets options one by one; what is not set has its default. For one thread. */
    public static final class Builder {
        private String known;
        private long maxInputBytes;
        private long maxPackageBytes;

        private Builder() {}

        /**
         * What is known beside the package.
         *
         * @param json JSON: {@code stage} ({@code filing}, {@code transfer}, {@code preservation}), {@code plan},
         *     {@code registered}, {@code verdicts}, {@code subject}; null for nothing
         * @return this builder
         */
        public Builder known(String json) {
            known = json;
            return this;
        }

        /**
         * Bounds what a package may cost.
         *
         * @param inputBytes most bytes of the package; 0 for 256 MiB
         * @param packageBytes most bytes of all its files together, after inflation; 0 for 256 MiB
         * @return this builder
         */
        public Builder limits(long inputBytes, long packageBytes) {
            maxInputBytes = Abi.limit(inputBytes);
            maxPackageBytes = Abi.limit(packageBytes);
            return this;
        }

        /**
         * The options as they are set now.
         *
         * @return the options
         * @throws YwtbException {@code input.utf8} for half a surrogate pair
         */
        public ArchiveOptions build() {
            return new ArchiveOptions(this);
        }
    }

    /** Runs a call with the struct {@code ywtb_archive_options}. */
    <T> T lend(Function<Memory, T> call) {
        try (Memory packed = new Struct(MEMBERS).bytes(known).word(maxInputBytes).word(maxPackageBytes).pack()) {
            return call.apply(packed);
        }
    }
}
