package cn.ywtb;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteOrder;

/**
 * A struct for the library: members that are words, the first of them its size, with what they point to behind them, all in one
 * block.
 */
final class Struct {
    /** A fact of which it is known that there is none; null is one that is unknown. */
    static final byte[] NONE = {};

    /** A list of which it is known that there is none; null is one that is unknown. */
    static final byte[][] NO_LIST = {};

    private static final int WORD = 8;
    /** {@code YWTB_NONE}. */
    private static final long IS_NONE = -2;

    private final long[] words;
    /** What the member with the same index points to, or null: bytes, or a list of texts. */
    private final Object[] behind;
    private int next = 1;

    /** A struct with a number of members, which are then added in their order. */
    Struct(int members) {
        words = new long[members];
        words[0] = (long) WORD * members;
        behind = new Object[members];
    }

    /** A number or an address. */
    Struct word(long value) {
        words[next++] = value;
        return this;
    }

    /** Two numbers of 32 bits, which share a word. */
    Struct ints(int first, int second) {
        boolean littleEndian = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        int low = littleEndian ? first : second;
        int high = littleEndian ? second : first;
        return word((long) high << 32 | low & 0xffffffffL);
    }

    /** Bytes and their length, two members; null is no bytes. */
    Struct bytes(byte[] bytes) {
        behind[next++] = bytes;
        return word(Abi.len(bytes));
    }

    /** A text that may be unknown or {@link #NONE}, two members. */
    Struct fact(byte[] text) {
        return text == NONE ? word(0).word(IS_NONE) : bytes(text);
    }

    /** A list of texts that may be unknown or {@link #NO_LIST}, two members. */
    Struct facts(byte[][] texts) {
        if (texts == NO_LIST) {
            return word(0).word(IS_NONE);
        }
        behind[next++] = texts;
        return word(texts == null ? 0 : texts.length);
    }

    /** The block, which the caller closes after the call. */
    Memory pack() {
        Memory memory = new Memory(size());
        write(memory);
        return memory;
    }

    /** The block as a handle, for a struct that is handed over often. */
    Handle keep(String name) {
        long address = Native.malloc(size());
        if (address == 0) {
            throw new OutOfMemoryError("no memory for a " + name);
        }
        write(new Pointer(address));
        return new Handle(name, address, Native::free);
    }

    private long size() {
        // One byte at the end, so that bytes of which there are none have an address, too.
        long size = words[0] + 1;
        for (Object part : behind) {
            if (part instanceof byte[][]) {
                for (byte[] text : (byte[][]) part) {
                    size += 2 * WORD + text.length;
                }
            } else if (part != null) {
                size += ((byte[]) part).length;
            }
        }
        return size;
    }

    private void write(Pointer memory) {
        // Lists come first, as their words must stand at places for words.
        long at = words[0];
        for (int index = 0; index < words.length; index++) {
            if (behind[index] instanceof byte[][]) {
                words[index] = Pointer.nativeValue(memory) + at;
                at += 2L * WORD * ((byte[][]) behind[index]).length;
            }
        }
        long list = words[0];
        for (int index = 0; index < words.length; index++) {
            if (behind[index] instanceof byte[][]) {
                for (byte[] text : (byte[][]) behind[index]) {
                    memory.setLong(list, Pointer.nativeValue(memory) + at);
                    memory.setLong(list + WORD, text.length);
                    list += 2 * WORD;
                    at = write(memory, at, text);
                }
            } else if (behind[index] != null) {
                words[index] = Pointer.nativeValue(memory) + at;
                at = write(memory, at, (byte[]) behind[index]);
            }
        }
        memory.write(0, words, 0, words.length);
    }

    /** Writes bytes, and gives the place after them. */
    private static long write(Pointer memory, long at, byte[] bytes) {
        memory.write(at, bytes, 0, bytes.length);
        return at + bytes.length;
    }
}
