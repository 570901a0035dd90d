package cn.ywtb;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;

/**
 * A handle of the library that is freed once, and never while a call uses it: the library cannot know what Java's threads do.
 */
final class Handle implements AutoCloseable {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final LongConsumer free;
    private final String name;
    private long address;

    Handle(String name, long address, LongConsumer free) {
        this.name = name;
        this.address = address;
        this.free = free;
    }

    /** Uses the handle; other threads may, too. */
    <T> T use(LongFunction<T> use) {
        lock.readLock().lock();
        try {
            return use.apply(open());
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Changes what the handle stands for; no other thread uses it meanwhile. */
    <T> T change(LongFunction<T> change) {
        lock.writeLock().lock();
        try {
            return change.apply(open());
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Waits for the calls that use the handle, and frees it; a second time does nothing. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (address != 0) {
                free.accept(address);
                address = 0;
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private long open() {
        if (address == 0) {
            throw new IllegalStateException("the " + name + " is closed");
        }
        return address;
    }
}
