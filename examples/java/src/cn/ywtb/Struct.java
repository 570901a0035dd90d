package cn.ywtb;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/**
 * A struct of options for the library: members that are words, the first of them its size, with what they point to behind
 * them, all in one block.
 */
final class Struct {
    private static final int WORD = 8;

    private final long[] words;
    /** What the member with the same index points to, or null. */
    private final byte[][] behind;
    private int next = 1;

    /** A struct with a number of members, which are then added in their order. */
    Struct(int members) {
        words = new long[members];
        words[0] = (long) WORD * members;
        behind = new byte[members][];
    }

    /** A number or an address. */
    Struct word(long value) {
        words[next++] = value;
        return this;
    }

    /** Bytes and their length, two members; null is no bytes. */
    Struct bytes(byte[] bytes) {
        behind[next++] = bytes;
        return word(Abi.len(bytes));
    }

    /** The block, which the caller closes after the call. */
    Memory pack() {
        // One byte at the end, so that bytes of which there are none have an address, too.
        long size = words[0] + 1;
        for (byte[] bytes : behind) {
            size += Abi.len(bytes);
        }
        Memory memory = new Memory(size);
        long at = words[0];
        for (int index = 0; index < words.length; index++) {
            if (behind[index] != null) {
                memory.write(at, behind[index], 0, behind[index].length);
                words[index] = Pointer.nativeValue(memory) + at;
                at += behind[index].length;
            }
        }
        memory.write(0, words, 0, words.length);
        return memory;
    }
}
