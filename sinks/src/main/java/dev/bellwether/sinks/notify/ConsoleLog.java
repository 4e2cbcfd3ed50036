// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import dev.bellwether.model.Notification;
import dev.bellwether.model.Severity;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of the job: an error if it is critical, else a warning; one line for each entry. */
final class ConsoleLog implements Sender {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleLog.class);

    @Override
    public List<String> addresses(Notification notification) {
        return List.of("");
    }

    @Override
    public List<Page> pages(Notification notification) {
        return Pages.one(notification);
    }

    @Override
    public CompletableFuture<Answer> send(String address, Page page, boolean plain) {
        Notification notification = page.of;
        boolean critical =
                notification.severity == Severity.CRITICAL && !Texts.isOver(notification);
        print(critical, Texts.line(notification.title), notification.key);
        for (String line : page.lines) {
            print(critical, Texts.line(line), notification.key);
        }
        return CompletableFuture.completedFuture(Answer.sent());
    }

    private static void print(boolean critical, String text, String key) {
        if (critical) {
            LOG.error("{} ({})", text, key);
        } else {
            LOG.warn("{} ({})", text, key);
        }
    }
}
