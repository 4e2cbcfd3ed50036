// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import dev.bellwether.model.Alert;
import org.apache.flink.api.common.functions.MapFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log of alerts on the way to where they are kept. */
public final class AlertLog implements MapFunction<Alert, Alert> {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(AlertLog.class);

    @Override
    public Alert map(Alert alert) {
        LOG.info(
                "{} ({}, {}, {})",
                line(alert.headline),
                alert.severity,
                alert.state,
                line(alert.id));
        return alert;
    }

    /** What a feed calls a symbol must not look like a line of the log. */
    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
