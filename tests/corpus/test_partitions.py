from greffier.corpus import partitions
from greffier.corpus.inputs import Record
from greffier.corpus.partitions import cut


def records(numbers) -> list[Record]:
    return [Record(f"a:{place}", "json", f'{{"text": "{number}"}}'.encode()) for place, number in enumerate(numbers)]


def test_all_records_are_in_partitions_in_their_order(monkeypatch):
    monkeypatch.setattr(partitions, "MEAN", 16)
    given = records(range(1000))
    found = list(cut(given))
    assert [record for partition in found for record in partition.records] == given
    assert 30 < len(found) < 130
    assert max(len(partition.records) for partition in found) <= 32


def test_records_more_or_less_change_the_partitions_they_are_in_alone(monkeypatch):
    monkeypatch.setattr(partitions, "MEAN", 16)
    before = [partition.content for partition in cut(records(range(2000)))]
    after = [partition.content for partition in cut(records([*range(700), 5000, 5001, *range(700, 2000)]))]
    assert len(set(after) - set(before)) <= 3
    grown = [partition.content for partition in cut(records(range(2100)))]
    assert grown[: len(before) - 1] == before[:-1]


def test_a_partition_is_known_by_what_is_in_it_not_by_where_that_stands():
    here, there = records([1, 2]), [record._replace(where="elsewhere") for record in records([1, 2])]
    assert [p.content for p in cut(here)] == [p.content for p in cut(there)]
    known = [record._replace(known={"url": "https://x.example"}) for record in here]
    assert [p.content for p in cut(here)] != [p.content for p in cut(known)]


def test_heavy_records_end_a_partition(monkeypatch):
    monkeypatch.setattr(partitions, "HEAVIEST", 50)
    assert [len(partition.records) for partition in cut(records(range(100, 109)))] == [4, 4, 1]
