// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import dev.bellwether.model.OperationalEvent;
import org.apache.flink.api.common.functions.MapFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each operational event once, at the level of its severity, on its way to the files. */
public final class OperationalEventLog implements MapFunction<OperationalEvent, OperationalEvent> {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(OperationalEventLog.class);

    @Override
    public OperationalEvent map(OperationalEvent event) {
        switch (event.severity) {
            case CRITICAL:
                LOG.error("{}: {}", event.kind, event.message);
                break;
            case WARNING:
                LOG.warn("{}: {}", event.kind, event.message);
                break;
            default:
                LOG.info("{}: {}", event.kind, event.message);
        }
        return event;
    }
}
