package dev.perennial.domain.programme;

import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.segments.SegmentSet;

/** Everything a shop decided, at one version. */
public record Programme(
    String version, Shop shop, Loyalty loyalty, SegmentSet segments, CampaignSet campaigns) {}
