// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import dev.bellwether.model.Notification;
import dev.bellwether.model.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        for (String line : lines(page)) {
            if (critical) {
                LOG.error("{}", line);
            } else {
                LOG.warn("{}", line);
            }
        }
        return CompletableFuture.completedFuture(Answer.sent());
    }

    /** Each with the key; what comes from outside begins none. */
    static List<String> lines(Page page) {
        String key = " (" + Texts.line(page.of.key) + ")";
        return Stream.concat(Stream.of(page.of.title), Arrays.stream(page.lines))
                .map(text -> Texts.line(text) + key)
                .collect(Collectors.toList());
    }
}
