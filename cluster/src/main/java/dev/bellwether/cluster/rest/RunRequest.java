// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** How an uploaded jar is to be run. Immutable; each method gives a changed copy. */
public final class RunRequest {

    private final List<String> arguments;
    private final int parallelism;
    private final String entryClass;
    private final String savepoint;
    private final boolean allowNonRestoredState;

    private RunRequest(
            List<String> arguments,
            int parallelism,
            String entryClass,
            String savepoint,
            boolean allowNonRestoredState) {
        this.arguments = List.copyOf(arguments);
        this.parallelism = parallelism;
        this.entryClass = entryClass;
        this.savepoint = savepoint;
        this.allowNonRestoredState = allowNonRestoredState;
    }

    /** With these arguments for its {@code main}; the manifest names the class. */
    public static RunRequest arguments(String... arguments) {
        return new RunRequest(List.of(arguments), 0, "", "", false);
    }

    public RunRequest parallelism(int tasks) {
        return new RunRequest(arguments, tasks, entryClass, savepoint, allowNonRestoredState);
    }

    public RunRequest entryClass(String name) {
        return new RunRequest(arguments, parallelism, name, savepoint, allowNonRestoredState);
    }

    /** Goes on from a savepoint or a retained checkpoint; an empty path begins empty. */
    public RunRequest from(String path) {
        return new RunRequest(arguments, parallelism, entryClass, path, allowNonRestoredState);
    }

    /** State of operators that the new job does not have is left behind, and lost. */
    public RunRequest allowNonRestoredState() {
        return new RunRequest(arguments, parallelism, entryClass, savepoint, true);
    }

    ObjectNode toJson(ObjectMapper json) {
        ObjectNode body = toPlan(json);
        if (!savepoint.isEmpty()) {
            body.put("savepointPath", savepoint);
            body.put("allowNonRestoredState", allowNonRestoredState);
        }
        return body;
    }

    /** What matters to the layout of the job: all but the state to go on from. */
    ObjectNode toPlan(ObjectMapper json) {
        ObjectNode body = json.createObjectNode();
        ArrayNode list = body.putArray("programArgsList");
        arguments.forEach(list::add);
        if (parallelism > 0) {
            body.put("parallelism", parallelism);
        }
        if (!entryClass.isEmpty()) {
            body.put("entryClass", entryClass);
        }
        return body;
    }
}
