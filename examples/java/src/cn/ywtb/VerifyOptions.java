package cn.ywtb;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/**
 * How a document is to be verified: {@code new VerifyOptions().policy("integrity")}. What is not set has its default.
 *
 * <p>Filled by one thread; from then on threads may share it.
 */
public final class VerifyOptions {
    /** Members of {@code ywtb_verify_options} in ABI 1.0, each of them a word. */
    private static final int WORDS = 10;

    private byte[] policy;
    private byte[] original;
    private byte[] subject;
    private long maxInputBytes;
    private long maxPackageBytes;

    /** Who is trusted, or null. */
    TrustStore trust;

    /** Options that are all defaults. */
    public VerifyOptions() {}

    /**
     * How much each check weighs.
     *
     * @param name {@code default}; {@code integrity}, for which trust, revocation and a bare seal's period only inform; or
     *     the JSON text of a policy of your own
     * @return these options
     */
    public VerifyOptions policy(String name) {
        policy = Abi.utf8(name);
        return this;
    }

    /**
     * What a signature signs that comes apart from it; documents hold both.
     *
     * @param bytes the signed bytes, or null
     * @return these options
     */
    public VerifyOptions original(byte[] bytes) {
        original = bytes == null ? null : bytes.clone();
        return this;
    }

    /**
     * Who is trusted.
     *
     * @param store the store, which stays the caller's to close; null for nobody
     * @return these options
     */
    public VerifyOptions trust(TrustStore store) {
        trust = store;
        return this;
    }

    /**
     * The caller's own reference to the document, for the report.
     *
     * @param reference any text
     * @return these options
     */
    public VerifyOptions subject(String reference) {
        subject = Abi.utf8(reference);
        return this;
    }

    /**
     * Bounds what a document may cost.
     *
     * @param inputBytes most bytes of the document; 0 for 256 MiB
     * @param packageBytes most bytes of all files of a package together, after inflation; 0 for 256 MiB
     * @return these options
     */
    public VerifyOptions limits(long inputBytes, long packageBytes) {
        if (inputBytes < 0 || packageBytes < 0) {
            throw new IllegalArgumentException("a limit must not be negative");
        }
        maxInputBytes = inputBytes;
        maxPackageBytes = packageBytes;
        return this;
    }

    /**
     * The struct {@code ywtb_verify_options} with what it points to behind it, in one block, which the caller
     * closes after the call.
     */
    Memory pack(long trustAddress) {
        long struct = 8L * WORDS;
        // One byte at the end, so that an empty original has an address, too.
        Memory memory = new Memory(struct + Abi.len(policy) + Abi.len(original) + Abi.len(subject) + 1);
        long policyAt = append(memory, struct, policy);
        long originalAt = append(memory, struct + Abi.len(policy), original);
        long subjectAt = append(memory, struct + Abi.len(policy) + Abi.len(original), subject);
        long[] words = {
            struct,
            policyAt, Abi.len(policy),
            originalAt, Abi.len(original),
            trustAddress,
            subjectAt, Abi.len(subject),
            maxInputBytes, maxPackageBytes,
        };
        memory.write(0, words, 0, WORDS);
        return memory;
    }

    /** Puts bytes into a block, and gives their address; 0 for null. */
    private static long append(Memory memory, long offset, byte[] bytes) {
        if (bytes == null) {
            return 0;
        }
        memory.write(offset, bytes, 0, bytes.length);
        return Pointer.nativeValue(memory) + offset;
    }
}
