// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.kinesis;

import dev.bellwether.model.Json;
import dev.bellwether.model.Quote;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;

/** A quote as our JSON in UTF-8. */
final class QuoteBytes implements SerializationSchema<Quote> {

    private static final long serialVersionUID = 1L;

    @Override
    public byte[] serialize(Quote quote) {
        return Json.write(quote).getBytes(StandardCharsets.UTF_8);
    }
}
