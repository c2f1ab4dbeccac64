"""Who has a part in a decision: whom it falls on, who asked, against whom, who judged, prosecuted and pleaded."""
