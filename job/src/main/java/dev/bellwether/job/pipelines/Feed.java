// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import dev.bellwether.model.Ingested;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * One of the ways in which quotes come in.
 *
 * <p>A feed gives the quotes of one symbol in the order in which they are to be read, in one
 * parallel instance at a time. Between feeds there is no order.
 */
public final class Feed {

    private final String name;
    private final DataStream<Ingested> ingested;
    private final boolean tellsTime;

    private Feed(String name, DataStream<Ingested> ingested, boolean tellsTime) {
        this.name = name;
        this.ingested = ingested;
        this.tellsTime = tellsTime;
    }

    /**
     * A feed whose quotes are given their timestamps and watermarks by the pipeline, once they are
     * known to be valid.
     *
     * @param name in lower case, part of the uids of the feed's stages: never renamed
     */
    public static Feed of(String name, DataStream<Ingested> ingested) {
        return new Feed(name, ingested, false);
    }

    /** A feed that comes with timestamps and watermarks, such as one with a clock per shard. */
    public static Feed withTime(String name, DataStream<Ingested> ingested) {
        return new Feed(name, ingested, true);
    }

    public String name() {
        return name;
    }

    DataStream<Ingested> ingested() {
        return ingested;
    }

    boolean tellsTime() {
        return tellsTime;
    }
}
