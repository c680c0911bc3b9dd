package dev.perennial.cli;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** Listens to the collector: how much of the heap was live, at most, after a collection. */
public final class LiveHeap {
  private final AtomicLong max = new AtomicLong();

  /** Begins to listen. */
  public LiveHeap() {
    for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener((notification, _) -> collected(notification), null, null);
    }
  }

  private void collected(Notification notification) {
    if (notification
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      var info = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
      long live =
          info.getGcInfo().getMemoryUsageAfterGc().values().stream()
              .mapToLong(MemoryUsage::getUsed)
              .sum();
      max.accumulateAndGet(live, Math::max);
    }
  }

  /** The most that was live, in bytes, what is live now included. */
  public long max() {
    var heap = ManagementFactory.getMemoryMXBean();
    heap.gc();
    return Math.max(max.get(), heap.getHeapMemoryUsage().getUsed());
  }
}
