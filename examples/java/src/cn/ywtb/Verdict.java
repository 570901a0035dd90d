package cn.ywtb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What a sharing request comes to. Immutable; threads may share it, and it needs no closing. */
public final class Verdict {
    /** {@code sizeof(ywtb_verdict)}. */
    static final int SIZE = 96;

    private static final int WORD = 8;
    private static final int CUT = 32;
    private static final int TEXTS = 64;
    private static final long NAMED = -2;
    /** The library's own texts by their addresses: there are some hundreds of them, and they live as long as the library. */
    private static final ConcurrentMap<Long, String> KNOWN = new ConcurrentHashMap<>();

    private final ByteBuffer struct;

    /** Reads a {@code ywtb_verdict}, which nobody writes any more. */
    Verdict(byte[] struct) {
        this.struct = ByteBuffer.wrap(struct).order(ByteOrder.nativeOrder());
    }

    /**
     * The answer.
     *
     * @return the outcome
     */
    public Outcome outcome() {
        return Outcome.of(struct.getInt(0));
    }

    /**
     * The decision.
     *
     * @return the decision; null where a fact that decides is missing, or nothing applies
     */
    public Decision decision() {
        return Decision.of(struct.getInt(4));
    }

    /**
     * The regime that governs.
     *
     * @return the regime; null where that cannot be told
     */
    public Regime regime() {
        return Regime.of(struct.getInt(8));
    }

    /**
     * Whether part of the area asked for is not granted.
     *
     * @return whether it is so
     */
    public boolean cutsArea() {
        return struct.getInt(12) != 0;
    }

    /**
     * Whether the reply registers a new scenario.
     *
     * @return whether it does
     */
    public boolean newScenario() {
        return struct.getInt(16) != 0;
    }

    /**
     * The scenario of the registry that a grant rests on.
     *
     * @return its place, for {@link Registry#scenarioId}; null where it rests on none of the registry
     */
    public Integer scenario() {
        long place = struct.getLong(24);
        return place < 0 ? null : Math.toIntExact(place);
    }

    /**
     * Whether a grant rests on the scenario that the request names.
     *
     * @return whether it does
     */
    public boolean restsOnNamedScenario() {
        return struct.getLong(24) == NAMED;
    }

    /**
     * The items asked for that are not granted, where part is.
     *
     * @return their places in the request
     */
    public BitSet cut() {
        long[] words = new long[4];
        for (int word = 0; word < words.length; word++) {
            words[word] = struct.getLong(CUT + word * WORD);
        }
        return BitSet.valueOf(words);
    }

    /**
     * The rule that decided.
     *
     * @return an id such as {@code SHARE-5}; null where none did
     */
    public String rule() {
        return text(0);
    }

    /**
     * The first code that states the outcome.
     *
     * @return a code; null where none does
     */
    public String code() {
        return text(1);
    }

    /**
     * What is wrong with the request itself.
     *
     * @return a code such as {@code registry.unknown_entry}; null when nothing is
     */
    public String fault() {
        return text(2);
    }

    /**
     * Where the request is wrong.
     *
     * @return a JSON pointer such as {@code /entry}; null when nothing is wrong
     */
    public String faultPath() {
        return text(3);
    }

    private String text(int number) {
        long address = struct.getLong(TEXTS + number * WORD);
        return address == 0 ? null : KNOWN.computeIfAbsent(address, Abi::string);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Verdict && struct.equals(((Verdict) other).struct);
    }

    @Override
    public int hashCode() {
        return struct.hashCode();
    }

    @Override
    public String toString() {
        return outcome() + " " + decision() + " " + rule();
    }
}
