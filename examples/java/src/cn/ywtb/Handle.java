package cn.ywtb;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;

/**
 * A handle of the library that is freed once, and never while a call uses it: the library cannot know what Java's threads do.
 *
 * <p>One that is forgotten is freed when another is made after the collector found it. No thread of its own waits for that: it
 * would keep a servlet's classes in memory after the servlet is gone.
 */
final class Handle implements AutoCloseable {
    private static final ReferenceQueue<Handle> FORGOTTEN = new ReferenceQueue<>();
    /** What is open. It holds the references, not the handles. */
    private static final Set<Owned> OPEN = ConcurrentHashMap.newKeySet();

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final String name;
    private final Owned own;
    /** Written after each use, so that the collector cannot find the handle forgotten before. */
    private volatile boolean used;

    /** The library's side of a handle. */
    private static final class Owned extends PhantomReference<Handle> {
        private final LongConsumer free;
        private long address;

        Owned(Handle handle, long address, LongConsumer free) {
            super(handle, FORGOTTEN);
            this.address = address;
            this.free = free;
        }

        void free() {
            OPEN.remove(this);
            if (address != 0) {
                free.accept(address);
                address = 0;
            }
        }
    }

    Handle(String name, long address, LongConsumer free) {
        this.name = name;
        own = new Owned(this, address, free);
        OPEN.add(own);
        for (Owned forgotten; (forgotten = (Owned) FORGOTTEN.poll()) != null; ) {
            forgotten.free();
        }
    }

    /** Uses the handle; other threads may, too. */
    <T> T use(LongFunction<T> use) {
        lock.readLock().lock();
        try {
            return use.apply(open());
        } finally {
            lock.readLock().unlock();
            used = true;
        }
    }

    /** Changes what the handle stands for; no other thread uses it meanwhile. */
    <T> T change(LongFunction<T> change) {
        lockAlone();
        try {
            return change.apply(open());
        } finally {
            lock.writeLock().unlock();
            used = true;
        }
    }

    /** Waits for the calls that use the handle, and frees it; a second time does nothing. */
    @Override
    public void close() {
        lockAlone();
        try {
            own.free();
        } finally {
            lock.writeLock().unlock();
            used = true;
        }
    }

    private void lockAlone() {
        if (lock.getReadHoldCount() > 0) {
            throw new IllegalStateException("the " + name + " is used by the call that asks");
        }
        lock.writeLock().lock();
    }

    private long open() {
        if (own.address == 0) {
            throw new IllegalStateException("the " + name + " is closed");
        }
        return own.address;
    }
}
