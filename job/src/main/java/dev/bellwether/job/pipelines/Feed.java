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

    /**
     * @param name in lower case, part of the uids of the feed's stages: never renamed
     */
    public Feed(String name, DataStream<Ingested> ingested) {
        this.name = name;
        this.ingested = ingested;
    }

    public String name() {
        return name;
    }

    DataStream<Ingested> ingested() {
        return ingested;
    }
}
