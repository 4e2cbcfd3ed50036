// SPDX-License-Identifier: Apache-2.0
/**
 * A polling source for anything that must be asked: an HTTP API, a feed, a folder. It knows Flink
 * and nothing of Bellwether, so it can be used on its own.
 *
 * <p>Give {@link dev.bellwether.sources.polling.PollingSource} a list of items, a schedule and a
 * {@link dev.bellwether.sources.polling.PollFetcherFactory}; it decides what is asked for and when,
 * spreads the items over its readers, and keeps its place through failures, savepoints and changes
 * of parallelism: at least once towards the provider, exactly once into the job's state.
 *
 * <p>That is what a timer loop in a hand-written source would have to add: a place within the list
 * that is part of checkpoints, calls off the task's thread, work shared between tasks, firings that
 * do not pile up, and a stop to all of it when the credential is refused.
 *
 * <pre>{@code
 * PollingSource<Quote> source =
 *         PollingSource.<Quote>builder()
 *                 .name("quotes")
 *                 .fetchers(context -> new MyFetcher())
 *                 .items(List.of("AAPL", "MSFT"))
 *                 .schedule(Schedule.cron("0/5 9-16 * * 1-5", ZoneId.of("America/New_York")))
 *                 .typeInformation(Types.POJO(Quote.class))
 *                 .build();
 * env.fromSource(source, watermarks.withIdleness(Duration.ofMinutes(1)), source.name())
 *         .uid("quotes");
 * }</pre>
 */
package dev.bellwether.sources.polling;
