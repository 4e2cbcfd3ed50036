// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.alerts;

import dev.bellwether.model.Channel;
import dev.bellwether.model.Json;
import dev.bellwether.model.Severity;
import dev.bellwether.operators.delivery.policy.DeliveryPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Who is told: 1,000 users. 800 of them sit at 40 desks of 20; each desk has five of the 200 rules,
 * and each of its users 50 of the 1,000 symbols, so that an alert is for one of them. 200 more hear
 * of unusual returns, each of 100 symbols, so that an alert is for twenty of them.
 *
 * <p>Seven of ten have a webhook of Slack of their own, two of ten one of Discord, the others read
 * the log: a webhook takes one message a second (Discord two), so alerts of ten a second need many.
 * A fifth wants warnings and above only, a seventh has hours, an eleventh a digest of what is not
 * severe.
 */
final class Desks {

    static final int USERS = 1_000;
    private static final int DESKS = 40;
    private static final int AT_DESKS = 800;
    private static final int OF_DESK = AT_DESKS / DESKS;

    /** Of those who are at no desk, each hears of every tenth symbol. */
    private static final int OTHERS_EVERY = 10;

    private Desks() {}

    /**
     * Writes the policy, and a file with the address of each webhook, which is a secret.
     *
     * @param rules number of the sample rules
     * @param url of the receiving server, with a slash at its end
     * @return file of the policy
     */
    static Path write(Path directory, List<String> symbols, int rules, String url)
            throws IOException {
        DeliveryPolicy policy = new DeliveryPolicy();
        Path secrets = Files.createDirectory(directory.resolve("webhooks"));
        for (int i = 0; i < USERS; i++) {
            policy.users.add(user(i, symbols, secrets, url));
        }
        policy.route = new DeliveryPolicy.Route();
        policy.route.receiver = "log";
        policy.route.groupBy = List.of("id");
        policy.route.groupWait = "0 s";
        policy.route.groupInterval = "0 s";
        policy.route.repeatInterval = "4 h";
        for (int desk = 0; desk < DESKS; desk++) {
            int first = desk;
            String ofDesk =
                    IntStream.iterate(first, rule -> rule < rules, rule -> rule + DESKS)
                            .mapToObj(Integer::toString)
                            .collect(Collectors.joining("|"));
            route(
                    policy,
                    "desk-" + desk,
                    "rule=~sample-(" + ofDesk + ")",
                    first * OF_DESK,
                    OF_DESK);
        }
        route(policy, "returns", "rule=unusual-return", AT_DESKS, USERS - AT_DESKS);
        DeliveryPolicy.Receiver log = new DeliveryPolicy.Receiver();
        log.name = "log";
        log.channels = List.of(Channel.CONSOLE);
        policy.receivers.add(log);
        Path file = directory.resolve("policy.json");
        Files.write(file, Json.write(policy).getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private static void route(
            DeliveryPolicy policy, String name, String matcher, int firstUser, int users) {
        DeliveryPolicy.Receiver receiver = new DeliveryPolicy.Receiver();
        receiver.name = name;
        receiver.users =
                IntStream.range(firstUser, firstUser + users)
                        .mapToObj(Desks::id)
                        .collect(Collectors.toList());
        policy.receivers.add(receiver);
        DeliveryPolicy.Route route = new DeliveryPolicy.Route();
        route.name = name;
        route.match = List.of(matcher);
        route.receiver = name;
        policy.route.routes.add(route);
    }

    private static String id(int number) {
        return "u" + number;
    }

    private static DeliveryPolicy.User user(
            int number, List<String> symbols, Path secrets, String url) throws IOException {
        DeliveryPolicy.User user = new DeliveryPolicy.User();
        user.userId = id(number);
        Channel channel = channel(number);
        user.preferredChannels = List.of(channel);
        if (channel != Channel.CONSOLE) {
            Path secret = secrets.resolve(user.userId);
            Files.write(secret, (url + user.userId).getBytes(StandardCharsets.UTF_8));
            String reference = "file:" + secret;
            if (channel == Channel.SLACK) {
                user.slackWebhook = reference;
            } else {
                user.discordWebhook = reference;
            }
        }
        DeliveryPolicy.Preferences wants = user.alertPreferences;
        wants.symbolsOfInterest = symbolsOf(number, symbols);
        wants.severityThreshold = number % 5 == 0 ? Severity.WARNING : Severity.INFO;
        if (number % 7 == 3) {
            wants.notificationHours = new DeliveryPolicy.Hours();
            wants.notificationHours.start = "00:00";
            wants.notificationHours.end = "23:59";
        }
        if (number % 11 == 5) {
            wants.digest = new DeliveryPolicy.Digest();
            wants.digest.at = "17:30";
        }
        return user;
    }

    private static Channel channel(int number) {
        int of = number % 10;
        return of < 7 ? Channel.SLACK : of < 9 ? Channel.DISCORD : Channel.CONSOLE;
    }

    private static List<String> symbolsOf(int number, List<String> symbols) {
        int every = number < AT_DESKS ? OF_DESK : OTHERS_EVERY;
        List<String> some = new ArrayList<>();
        for (int i = number % every; i < symbols.size(); i += every) {
            some.add(symbols.get(i));
        }
        return some;
    }
}
