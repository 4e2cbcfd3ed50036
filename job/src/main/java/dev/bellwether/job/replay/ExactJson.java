// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * JSON that is passed on with every digit of its numbers, as they were written. A bare {@code NaN},
 * which the job's reader skips in a field that is not a quote's, is passed on as text.
 */
final class ExactJson {

    /** More digits than the longest record has. */
    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder().maxNumberLength(16 << 20).build();

    static final ObjectMapper MAPPER =
            JsonMapper.builder(JsonFactory.builder().streamReadConstraints(LIMITS).build())
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private ExactJson() {}
}
