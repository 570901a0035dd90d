package cn.ywtb;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Pointer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one function that the library calls, for every host: which host is meant stands in what it is handed back.
 */
final class Asked {
    /** {@code ywtb_status_host}. */
    interface Function extends Callback {
        /** JNA finds the method by its name. */
        void callback(long user, long query, long answer);
    }

    private static final Map<Long, StatusHost> HOSTS = new ConcurrentHashMap<>();
    private static final AtomicLong LAST = new AtomicLong();
    /** Reachable for ever, as the address below must be good for ever. */
    private static final Function ASK = Asked::ask;
    /** The address of the function. */
    static final long FUNCTION = Pointer.nativeValue(CallbackReference.getFunctionPointer(ASK));

    private Asked() {}

    /** Makes a host known for the length of a call, and gives the number by which the library names it; 0 for null. */
    static long enter(StatusHost host) {
        if (host == null) {
            return 0;
        }
        long user = LAST.incrementAndGet();
        HOSTS.put(user, host);
        return user;
    }

    /** Ends what {@link #enter} began. */
    static void leave(long user) {
        HOSTS.remove(user);
    }

    private static void ask(long user, long query, long answer) {
        try {
            StatusAnswer said = HOSTS.get(user).ask(new StatusQuery(query));
            if (said != null) {
                said.tell(answer);
            }
        } catch (Throwable noAnswer) {
            // Nothing may leave through the library, and whoever fails to answer does not know: take back what was said.
            Abi.ywtb_answer_unknown(answer, null);
        }
    }
}
