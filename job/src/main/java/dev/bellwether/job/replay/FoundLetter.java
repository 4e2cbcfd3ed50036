// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Json;
import dev.bellwether.sinks.deadletters.DeadLetterJson;

/**
 * One dead letter as it was found, perhaps edited by hand: its payload may have become shorter or
 * longer, and may stand there as JSON instead of as text.
 */
final class FoundLetter {

    /** The letter, or {@code null} if what was found is none. */
    final DeadLetter letter;

    /** Why it is none. */
    final String problem;

    /** Whether only the start of the original was kept, by its own word. */
    final boolean truncated;

    /** What the source needs to take it away. */
    final String receipt;

    private FoundLetter(DeadLetter letter, String problem, boolean truncated, String receipt) {
        this.letter = letter;
        this.problem = problem;
        this.truncated = truncated;
        this.receipt = receipt;
    }

    /**
     * @param line a line of the dead-letter files, or the body of a message
     */
    static FoundLetter read(String line, String receipt) {
        try {
            JsonNode json = Json.mapper().readTree(line);
            boolean truncated = json.path("truncated").asBoolean();
            JsonNode payload = json.path("payload");
            String readable = line;
            if (payload.isContainerNode()) {
                readable = ((ObjectNode) json).put("payload", payload.toString()).toString();
            }
            return new FoundLetter(DeadLetterJson.read(readable), null, truncated, receipt);
        } catch (JsonProcessingException e) {
            return new FoundLetter(null, "not JSON", false, receipt);
        } catch (IllegalArgumentException e) {
            return new FoundLetter(null, e.getMessage(), false, receipt);
        }
    }
}
