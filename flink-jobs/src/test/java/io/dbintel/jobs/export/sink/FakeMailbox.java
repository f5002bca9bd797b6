package io.dbintel.jobs.export.sink;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.function.ThrowingRunnable;

/** A task's mailbox whose thread is the test's own. */
final class FakeMailbox implements MailboxExecutor {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final LinkedBlockingQueue<ThrowingRunnable<? extends Exception>> mails =
      new LinkedBlockingQueue<>();

  @Override
  public void execute(
      MailOptions options,
      ThrowingRunnable<? extends Exception> mail,
      String description,
      Object... arguments) {
    mails.add(mail);
  }

  @Override
  public void yield() throws InterruptedException {
    ThrowingRunnable<? extends Exception> mail =
        mails.poll(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    if (mail == null) {
      throw new AssertionError("No mail within " + DEADLINE);
    }
    run(mail);
  }

  @Override
  public boolean tryYield() {
    ThrowingRunnable<? extends Exception> mail = mails.poll();
    if (mail != null) {
      run(mail);
    }
    return mail != null;
  }

  @Override
  public boolean shouldInterrupt() {
    return false;
  }

  /** Runs mails until the condition holds. */
  void runUntil(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Condition does not hold after " + DEADLINE);
      }
      ThrowingRunnable<? extends Exception> mail = mails.poll(10, TimeUnit.MILLISECONDS);
      if (mail != null) {
        run(mail);
      }
    }
  }

  private static void run(ThrowingRunnable<? extends Exception> mail) {
    try {
      mail.run();
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }
}
