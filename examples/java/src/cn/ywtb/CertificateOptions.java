package cn.ywtb;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.function.Function;

/** How an electronic certificate is to be verified. Immutable; threads may share it. */
public final class CertificateOptions {
    /** Members of {@code ywtb_certificate_options} in ABI 1.0. */
    private static final int MEMBERS = 4;

    private final VerifyOptions verify;
    private final byte[] inquiry;

    private CertificateOptions(Builder builder) {
        verify = builder.verify;
        inquiry = Abi.utf8(builder.inquiry);
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
        private VerifyOptions verify = VerifyOptions.builder().build();
        private String inquiry;

        private Builder() {}

        /**
         * How its file is to be verified, by which policy, trusting whom.
         *
         * @param options the options
         * @return this builder
         */
        public Builder verify(VerifyOptions options) {
            verify = options;
            return this;
        }

        /**
         * What is asked and known beside the document: holder, status, purpose, names, types.
         *
         * @param json JSON as the schema {@code certificate.inquiry} says; null for nothing
         * @return this builder
         */
        public Builder inquiry(String json) {
            inquiry = json;
            return this;
        }

        /**
         * The options as they are set now.
         *
         * @return the options
         * @throws YwtbException {@code input.utf8} for half a surrogate pair
         */
        public CertificateOptions build() {
            return new CertificateOptions(this);
        }
    }

    /** Runs a call with the struct {@code ywtb_certificate_options}. */
    <T> T lend(Function<Memory, T> call) {
        return verify.lend(how -> {
            try (Memory packed = new Struct(MEMBERS).word(Pointer.nativeValue(how)).bytes(inquiry).pack()) {
                return call.apply(packed);
            }
        });
    }
}
