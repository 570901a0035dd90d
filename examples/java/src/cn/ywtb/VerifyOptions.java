package cn.ywtb;

import com.sun.jna.Memory;
import java.util.function.Function;

/**
 * How a document is to be verified. Immutable; threads may share it.
 *
 * <pre>{@code
 * VerifyOptions options = VerifyOptions.builder().policy("integrity").subject("permit 7").build();
 * }</pre>
 */
public final class VerifyOptions {
    /** Members of {@code ywtb_verify_options} in ABI 1.0. */
    private static final int MEMBERS = 13;

    private final byte[] policy;
    private final byte[] original;
    private final byte[] subject;
    private final long maxInputBytes;
    private final long maxPackageBytes;
    private final TrustStore trust;
    private final StatusHost statusHost;

    private VerifyOptions(Builder builder) {
        policy = Abi.utf8(builder.policy);
        original = builder.original;
        subject = Abi.utf8(builder.subject);
        maxInputBytes = builder.maxInputBytes;
        maxPackageBytes = builder.maxPackageBytes;
        trust = builder.trust;
        statusHost = builder.statusHost;
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
        private String policy;
        private byte[] original;
        private String subject;
        private long maxInputBytes;
        private long maxPackageBytes;
        private TrustStore trust;
        private StatusHost statusHost;

        private Builder() {}

        /**
         * How much each check weighs.
         *
         * @param name {@code default}; {@code integrity}, for which trust, revocation and a bare seal's period only inform; or
         *     the JSON text of a policy of your own
         * @return this builder
         */
        public Builder policy(String name) {
            policy = name;
            return this;
        }

        /**
         * What a signature signs that comes apart from it; documents hold both.
         *
         * @param bytes the signed bytes, or null
         * @return this builder
         */
        public Builder original(byte[] bytes) {
            original = bytes == null ? null : bytes.clone();
            return this;
        }

        /**
         * Who is trusted.
         *
         * @param store the store, which stays the caller's to close; null for nobody
         * @return this builder
         */
        public Builder trust(TrustStore store) {
            trust = store;
            return this;
        }

        /**
         * Whom to ask about the status of certificates and seals.
         *
         * @param host the host; null for nobody
         * @return this builder
         */
        public Builder statusHost(StatusHost host) {
            statusHost = host;
            return this;
        }

        /**
         * The caller's own reference to the document, for the report.
         *
         * @param reference any text
         * @return this builder
         */
        public Builder subject(String reference) {
            subject = reference;
            return this;
        }

        /**
         * Bounds what a document may cost.
         *
         * @param inputBytes most bytes of the document; 0 for 256 MiB
         * @param packageBytes most bytes of all files of a package together, after inflation; 0 for 256 MiB
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
        public VerifyOptions build() {
            return new VerifyOptions(this);
        }
    }

    /** Runs a call with the struct {@code ywtb_verify_options}; what it points to stays good until the call ends. */
    <T> T lend(Function<Memory, T> call) {
        if (trust == null) {
            return lend(0, call);
        }
        return trust.handle.use(address -> lend(address, call));
    }

    private <T> T lend(long trustAddress, Function<Memory, T> call) {
        long user = Asked.enter(statusHost);
        Struct struct = new Struct(MEMBERS)
                .bytes(policy).bytes(original).word(trustAddress).bytes(subject)
                .word(maxInputBytes).word(maxPackageBytes)
                .word(statusHost == null ? 0 : Asked.FUNCTION).word(user)
                // Nobody ends the work before its end.
                .word(0);
        try (Memory packed = struct.pack()) {
            return call.apply(packed);
        } finally {
            Asked.leave(user);
        }
    }
}
