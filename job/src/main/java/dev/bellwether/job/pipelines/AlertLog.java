// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.Severity;
import org.apache.flink.api.common.functions.MapFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log of alerts on the way to where they are kept: critical ones that fire as warnings.
 */
public final class AlertLog implements MapFunction<Alert, Alert> {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(AlertLog.class);

    @Override
    public Alert map(Alert alert) {
        if (alert.state == AlertState.FIRING && alert.severity == Severity.CRITICAL) {
            LOG.warn("{} ({}, {})", alert.headline, alert.severity, alert.id);
        } else {
            LOG.info("{} ({}, {}, {})", alert.headline, alert.severity, alert.state, alert.id);
        }
        return alert;
    }
}
