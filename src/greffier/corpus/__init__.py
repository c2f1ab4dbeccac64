"""Many articles: an archive or a crawl in, the same tables as partitioned Parquet out, on every core or on a cluster.

inputs -> partitions -> conversion (pure, on the engine) -> store -> actors, decisions -> finishing -> the package
"""
