// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bellwether.model.Channel;
import dev.bellwether.model.Notification;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is done about answers, whatever the service. */
class DeliveriesTest {

    private final Service service = new Service();
    private Deliveries queue;

    @AfterEach
    void close() {
        queue.close();
    }

    /** What waited when the job stopped comes in any order. */
    @Test
    void shouldPutInOrderWhatComesAtTheBeginning() throws Exception {
        open(Duration.ofMillis(500));
        List<Notification> made = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Notification notification = notification("a", String.format(Locale.ROOT, "%03d", i));
            notification.createdMillis = i / 50;
            notification.eventMillis = i / 50;
            notification.key = "SMS/x/" + i;
            made.add(notification);
        }
        List<Notification> mixed = new ArrayList<>(made);
        Collections.shuffle(mixed, new Random(5));

        List<CompletableFuture<String>> outcomes =
                mixed.stream().map(queue::send).collect(Collectors.toList());
        for (CompletableFuture<String> outcome : outcomes) {
            assertThat(outcome.get(20, TimeUnit.SECONDS)).isNull();
        }

        assertThat(service.sent)
                .containsExactlyElementsOf(
                        made.stream().map(one -> "a/" + one.title).collect(Collectors.toList()));
    }

    /** Those of other addresses go on. */
    @Test
    void shouldGiveUpWhatDoesNotFitBehindAnAddressThatIsDown() throws Exception {
        open(Duration.ZERO);
        service.held = "down";
        List<CompletableFuture<String>> outcomes = new ArrayList<>();
        for (int i = 0; i < Deliveries.MOST_WAITING + 2; i++) {
            outcomes.add(queue.send(notification("down", "m" + i)));
        }

        assertThat(outcomes.get(Deliveries.MOST_WAITING).get(10, TimeUnit.SECONDS))
                .isEqualTo("1000 messages wait for that address already");
        assertThat(outcomes.get(Deliveries.MOST_WAITING + 1).get(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(outcomes.get(0)).isNotDone();
        assertThat(queue.send(notification("well", "x")).get(10, TimeUnit.SECONDS)).isNull();
        assertThat(queue.waiting()).isEqualTo(Deliveries.MOST_WAITING);
    }

    @Test
    void shouldSendTheOtherPartsOfWhatIsRefusedInPart() throws Exception {
        open(Duration.ZERO);
        service.pages = 3;
        service.answers.add(Answer.sent());
        service.answers.add(Answer.plain("HTTP 400 shape"));
        service.answers.add(Answer.plain("HTTP 400 no_text"));
        service.answers.add(Answer.sent());

        assertThat(queue.send(notification("a", "m")).get(10, TimeUnit.SECONDS))
                .isEqualTo("part 2 of 3: HTTP 400 no_text");

        assertThat(service.sent).hasSize(2);
        assertThat(queue.retried()).isEqualTo(1);
    }

    @Test
    void shouldSayAtHowManyAddressesItFailed() throws Exception {
        open(Duration.ZERO);
        service.addresses = List.of("a", "b", "c");
        service.answers.add(Answer.refused("HTTP 413"));

        assertThat(queue.send(notification(null, "m")).get(10, TimeUnit.SECONDS))
                .isEqualTo("at 1 of 3 addresses: HTTP 413");
        service.addresses = List.of();
        assertThat(queue.send(notification(null, "m")).get(10, TimeUnit.SECONDS))
                .isEqualTo("no address is configured for the channel");
    }

    /** One address may be as fast as it likes; the account may not. */
    @Test
    void shouldKeepThePaceOfTheChannelOverAllAddresses() throws Exception {
        service.channelPace = Duration.ofMillis(50);
        open(Duration.ZERO);
        long started = System.nanoTime();

        List<CompletableFuture<String>> outcomes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            outcomes.add(queue.send(notification("address" + i, "m")));
        }
        for (CompletableFuture<String> outcome : outcomes) {
            assertThat(outcome.get(10, TimeUnit.SECONDS)).isNull();
        }

        assertThat(System.nanoTime() - started).isGreaterThan(7 * 50_000_000L);
    }

    @Test
    void shouldNotWaitForEverBehindWhatCannotBeWritten() throws Exception {
        open(Duration.ZERO);
        Notification broken = notification("a", "broken");
        broken.lines = null;

        CompletableFuture<String> first = queue.send(broken);
        CompletableFuture<String> second = queue.send(notification("a", "b"));

        assertThat(first.get(10, TimeUnit.SECONDS)).startsWith("cannot be written");
        assertThat(second.get(10, TimeUnit.SECONDS)).isNull();
    }

    /** When the wait is over, all go on. */
    @Test
    void shouldEndAPauseOfTheWholeChannel() throws Exception {
        open(Duration.ZERO);
        service.answers.add(Answer.fault(Duration.ofMillis(300), "suspended"));
        CompletableFuture<String> first = queue.send(notification("a", "1"));
        await().until(queue::isPaused);
        CompletableFuture<String> second = queue.send(notification("b", "2"));

        assertThat(first.get(10, TimeUnit.SECONDS)).isNull();
        assertThat(second.get(10, TimeUnit.SECONDS)).isNull();
        assertThat(service.sent).containsExactlyInAnyOrder("a/1", "b/2");
    }

    private void open(Duration settle) {
        queue =
                new Deliveries(
                        "SMS", service, Duration.ofMinutes(1), Duration.ofMillis(10), settle);
    }

    private static Notification notification(String address, String title) {
        Notification notification = Notifications.critical(Channel.SMS, "SMS/x/0", title);
        notification.address = address;
        return notification;
    }

    /** Answers what it is told to, else that it was sent. */
    private static final class Service implements Sender {

        final Deque<Answer> answers = new ArrayDeque<>();
        final List<String> sent = new CopyOnWriteArrayList<>();
        List<String> addresses = List.of();
        Duration channelPace = Duration.ZERO;
        int pages = 1;
        String held = "";

        @Override
        public Duration channelPace() {
            return channelPace;
        }

        @Override
        public List<String> addresses(Notification notification) {
            return notification.address == null ? addresses : List.of(notification.address);
        }

        @Override
        public List<Page> pages(Notification notification) {
            List<Page> made = new ArrayList<>();
            for (int i = 1; i <= pages; i++) {
                made.add(new Page(notification, i, pages, notification.lines.clone()));
            }
            return made;
        }

        @Override
        public synchronized CompletableFuture<Answer> send(
                String address, Page page, boolean plain) {
            if (address.equals(held)) {
                return new CompletableFuture<>();
            }
            Answer answer = answers.isEmpty() ? Answer.sent() : answers.poll();
            if (answer.kind == Answer.Kind.SENT) {
                sent.add(address + "/" + page.of.title);
            }
            return CompletableFuture.completedFuture(answer);
        }
    }
}
