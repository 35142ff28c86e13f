#!/usr/bin/env python3
"""Makes large files of every list format that is imported, and measures the memory that `kenpin lists import` takes for each.

    python3 benches/lists.py                                     # 100 MB of each format, the release build (a quarter of an hour)
    python3 benches/lists.py --megabytes 4 --program PROGRAM     # as the test suite does

The files are made up, from a fixed seed, and thrown away. Nothing is read from the network.
"""
import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

import figures

FORMS = ["Inc.", "GmbH", "K.K.", "Ltd", "S.p.A.", "AB", "Co., Ltd.", "Oy", "有限公司", "АО"]
TRADES = ["Electronics", "Optics", "Networks", "Trading", "Semiconductor", "Marine", "Instruments"]
random_ = random.Random(20261128)


def word():
    return "".join(random_.choice(figures.SYLLABLES) for _ in range(random_.randint(2, 4))).capitalize()


def name():
    return f"{word()} {word()} {random_.choice(TRADES)} {random_.choice(FORMS)}"


def vendor(number):
    """One of a registry's companies: each of them has several numbers."""
    own = random.Random(number)
    first, second = ("".join(own.choice(figures.SYLLABLES) for _ in range(3)).capitalize() for _ in range(2))
    return f"{first} {second} {own.choice(TRADES)} {own.choice(FORMS)}"


def address():
    return f"No. {random_.randint(1, 999)} {word()} Road, {word()} District, {word()}"


def lei(number):
    return f"5493{number:014d}00"


# Each maker of a format gives the text before the records, one record, and the text behind them.


def csl_csv(number):
    aliases = "; ".join(name() for _ in range(number % 4))
    return f'"{number:08x}","Entity List (EL) - Bureau of Industry and Security","","","","{name()}","","{address()}, CN","84 FR {number}","2019-05-21","","","For all items subject to the EAR. (See §744.11 of the EAR)","Presumption of denial","","","","","","","","https://example.com/{number}","{aliases}","","","","","",""\n'


def csl_json(number):
    return (",\n" if number else "") + json.dumps(
        {
            "id": f"{number:08x}", "source": "Entity List (EL) - Bureau of Industry and Security", "type": None, "programs": [], "name": name(),
            "addresses": [{"address": address(), "city": word(), "country": "CN"}], "federal_register_notice": f"84 FR {number}",
            "start_date": "2019-05-21", "end_date": None, "license_requirement": "For all items subject to the EAR", "alt_names": [name() for _ in range(number % 4)],
        },
        ensure_ascii=False,
    )


def sdn(number):
    return f'{number},"{name().upper()}",-0- ,"PROG-{number % 9}] [OTHER",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Registration ID {number}; {address()}."\n'


def alt(number):
    return f'{number // 3},{number},"aka","{name().upper()}",-0- \n'


def ofac_xml(number):
    aliases = "".join(f"<aka><uid>{number * 9 + at}</uid><type>a.k.a.</type><category>strong</category><lastName>{name()}</lastName></aka>" for at in range(number % 4))
    return f"<sdnEntry><uid>{number}</uid><lastName>{name()}</lastName><sdnType>Entity</sdnType><programList><program>PROG-{number % 9}</program></programList><akaList>{aliases}</akaList><addressList><address><uid>{number}</uid><city>{address()}</city><country>China</country></address></addressList></sdnEntry>\n"


def eu(number):
    aliases = "".join(f'<nameAlias firstName="" middleName="" lastName="" wholeName="{name()}" function="" gender="" title="" nameLanguage="EN" strong="true"/>' for _ in range(number % 3 + 1))
    return f'<sanctionEntity designationDate="2022-02-28" logicalId="{number}" euReferenceNumber="EU.{number}.1" unitedNationId=""><regulation entryIntoForceDate="2022-02-28" numberTitle="2022/0001 (OJ L1)" programme="SMP"/><subjectType code="enterprise" classificationCode="E"/>{aliases}<address city="{address()}" countryIso2Code="CN"/></sanctionEntity>\n'


def un(number):
    return f"<ENTITY><DATAID>{number}</DATAID><FIRST_NAME>{name()}</FIRST_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPe.{number}</REFERENCE_NUMBER><LISTED_ON>2009-04-24</LISTED_ON><COMMENTS1>{address()}</COMMENTS1><ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>{name()}</ALIAS_NAME></ENTITY_ALIAS></ENTITY>\n"


def ofsi(number):
    fields = [""] * 36
    fields[0], fields[19], fields[26], fields[28], fields[32], fields[35] = name(), address(), "China", "Entity", "28/02/2022", str(number // 2)
    return ",".join(f'"{field}"' for field in fields) + "\n"


def targets(number):
    return f'smp-{number},Company,"{name()}",{name().replace(",", "")};{name().replace(",", "")},,cn,"{address()}",,,,,US-{number % 9},Some list,2024-05-02T00:00:00,2026-08-22T00:00:00,2024-05-02T00:00:00\n'


def ftm(number):
    if number % 3 == 2:
        properties = {"owner": [f"smp-{number - 2}"], "asset": [f"smp-{number - 1}"], "percentage": ["60"], "startDate": ["2018-01-01"]}
        return json.dumps({"id": f"own-{number}", "caption": "Ownership", "schema": "Ownership", "properties": properties, "datasets": ["made_up"]}) + "\n"
    properties = {"name": [name()], "alias": [name()], "country": ["cn"], "address": [address()], **({"topics": ["sanction"]} if number % 3 == 0 else {})}
    record = {"id": f"smp-{number}", "caption": "a company", "schema": "Company", "properties": properties, "referents": [], "datasets": ["made_up"]}
    return json.dumps(record, ensure_ascii=False) + "\n"


def gleif_1(number):
    where = f'<FirstAddressLine>{address()}</FirstAddressLine><City>{word()}</City><Country>CN</Country><PostalCode>{number % 99999}</PostalCode>'
    return f"<lei:LEIRecord><lei:LEI>{lei(number)}</lei:LEI><lei:Entity><lei:LegalName xml:lang=\"en\">{name()}</lei:LegalName><lei:OtherEntityNames><lei:OtherEntityName type=\"TRADING_OR_OPERATING_NAME\">{name()}</lei:OtherEntityName></lei:OtherEntityNames><lei:LegalAddress>{where}</lei:LegalAddress><lei:HeadquartersAddress>{where}</lei:HeadquartersAddress><lei:EntityStatus>ACTIVE</lei:EntityStatus></lei:Entity><lei:Registration><lei:InitialRegistrationDate>2014-01-01T00:00:00Z</lei:InitialRegistrationDate></lei:Registration></lei:LEIRecord>\n".replace("<First", "<lei:First").replace("</First", "</lei:First").replace("<City>", "<lei:City>").replace("</City>", "</lei:City>").replace("<Country>", "<lei:Country>").replace("</Country>", "</lei:Country>").replace("<PostalCode>", "<lei:PostalCode>").replace("</PostalCode>", "</lei:PostalCode>")


def gleif_2(number):
    node = lambda kind, at: f"<rr:{kind}><rr:NodeID>{lei(at)}</rr:NodeID><rr:NodeIDType>LEI</rr:NodeIDType></rr:{kind}>"
    return f"<rr:RelationshipRecord><rr:Relationship>{node('StartNode', number + 1)}{node('EndNode', number // 4)}<rr:RelationshipType>IS_DIRECTLY_CONSOLIDATED_BY</rr:RelationshipType><rr:RelationshipPeriods><rr:RelationshipPeriod><rr:StartDate>2018-01-01T00:00:00Z</rr:StartDate><rr:PeriodType>RELATIONSHIP_PERIOD</rr:PeriodType></rr:RelationshipPeriod></rr:RelationshipPeriods><rr:RelationshipStatus>ACTIVE</rr:RelationshipStatus></rr:Relationship><rr:Registration><rr:RegistrationStatus>PUBLISHED</rr:RegistrationStatus><rr:ValidationSources>FULLY_CORROBORATED</rr:ValidationSources></rr:Registration></rr:RelationshipRecord>\n"


def bods(number):
    head = {"statementId": f"00000000-0000-4000-8000-{number:012d}", "declarationSubject": f"rec-{number}", "statementDate": "2026-11-23", "recordStatus": "new"}
    if number % 2 == 0:
        record = {**head, "recordId": f"rec-{number}", "recordType": "entity", "recordDetails": {"isComponent": False, "entityType": {"type": "registeredEntity"}, "name": name(), "addresses": [{"address": address()}]}}
    else:
        interests = [{"type": "shareholding", "directOrIndirect": "direct", "share": {"minimum": 25, "exclusiveMaximum": 50}}]
        record = {**head, "recordId": f"rel-{number}", "recordType": "relationship", "recordDetails": {"isComponent": False, "subject": f"rec-{number - 1}", "interestedParty": f"rec-{number // 4 * 2}", "interests": interests}}
    return (",\n" if number else "") + json.dumps(record, ensure_ascii=False)


def ieee(number):
    return f'MA-L,{number:06X},"{vendor(number % 50_000)}","{address()} CN"\n'


def vendors(number):
    return f"{number % 65_536:04x}  {vendor(number % 65_536)}\n" + "".join(f"\t{device:04x}  {word()} {random_.choice(TRADES)} {number}\n" for device in range(12))


def pnp(number):
    code = "".join(chr(65 + number // 26**place % 26) for place in (2, 1, 0))
    return f"{code}\t{vendor(number % 26**3)}\n"


CSL_HEAD = "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,standard_order,license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,vessel_flag,vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,places_of_birth,source_information_url,ids\n"
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
OFSI_HEAD = "Last Updated,23/11/2026\n" + ",".join(["Name 6", "Name 1", *[f"Column {at}" for at in range(2, 35)], "Group ID"]) + "\n"
LEVEL_1 = XML + '<lei:LEIData xmlns:lei="http://www.gleif.org/data/schema/leidata/2016"><lei:LEIRecords>\n'
LEVEL_2 = XML + '<rr:RelationshipData xmlns:rr="http://www.gleif.org/data/schema/rr/2016"><rr:RelationshipRecords>\n'

# What each format has to keep until its end: nothing but the entries' numbers, or names and owners of whole companies.
LIST, REGISTER = "list", "register"

# Name, what is kept, and for each of its files: name, share of the size, head, record, tail.
FORMATS = [
    ("us-csl-csv", LIST, [("csl.csv", 1, CSL_HEAD, csl_csv, "")]),
    ("us-csl-json", LIST, [("csl.json", 1, '{"total":1,"results":[', csl_json, "]}\n")]),
    ("ofac-sdn-csv", LIST, [("sdn.csv", 1, "", sdn, "")]),
    ("ofac-alt-csv", REGISTER, [("alt.csv", 0.7, "", alt, ""), ("sdn.csv", 0.3, "", sdn, "")]),
    ("ofac-sdn-xml", LIST, [("sdn.xml", 1, XML + "<sdnList><publshInformation><Publish_Date>11/23/2026</Publish_Date></publshInformation>\n", ofac_xml, "</sdnList>\n")]),
    ("eu-fsf-xml", LIST, [("eu.xml", 1, XML + '<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-11-23T00:00:00.000+01:00" globalFileId="1">\n', eu, "</export>\n")]),
    ("un-xml", LIST, [("un.xml", 1, XML + '<CONSOLIDATED_LIST dateGenerated="2026-11-23T00:00:00"><INDIVIDUALS/><ENTITIES>\n', un, "</ENTITIES></CONSOLIDATED_LIST>\n")]),
    ("uk-ofsi-csv", LIST, [("ofsi.csv", 1, OFSI_HEAD, ofsi, "")]),
    ("opensanctions-targets", LIST, [("targets.csv", 1, "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,program_ids,dataset,first_seen,last_seen,last_change\n", targets, "")]),
    ("opensanctions-ftm", REGISTER, [("entities.ftm.json", 1, "", ftm, "")]),
    ("gleif-level-1", REGISTER, [("level1.xml", 0.7, LEVEL_1, gleif_1, "</lei:LEIRecords></lei:LEIData>\n"), ("level2.xml", 0.3, LEVEL_2, gleif_2, "</rr:RelationshipRecords></rr:RelationshipData>\n")]),
    ("gleif-level-2", REGISTER, [("level2.xml", 1, LEVEL_2, gleif_2, "</rr:RelationshipRecords></rr:RelationshipData>\n")]),
    ("bods-json", REGISTER, [("bods.json", 1, "[", bods, "]\n")]),
    ("ieee-oui-csv", REGISTER, [("oui.csv", 1, "Registry,Assignment,Organization Name,Organization Address\n", ieee, "")]),
    ("pci-ids", REGISTER, [("pci.ids", 1, "#\n#\tList of PCI ID's\n#\n", vendors, "")]),
    ("usb-ids", REGISTER, [("usb.ids", 1, "#\n#\tList of USB ID's\n#\n", vendors, "")]),
    ("pnp-ids", REGISTER, [("pnp.ids", 1, "", pnp, "")]),
]


def write(path, head, record, tail, size):
    """The number of records."""
    written, number = len(head), 0
    with open(path, "w", encoding="utf-8") as file:
        file.write(head)
        while written < size:
            text = record(number)
            file.write(text)
            written += len(text.encode())
            number += 1
        file.write(tail)
    return number


def run(command):
    start = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        output.seek(0)
        return time.perf_counter() - start, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), output.read().decode(errors="replace")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=100)
    parser.add_argument("--program", type=pathlib.Path)
    parser.add_argument("--only", action="append", help="one format; may be repeated")
    parser.add_argument("--list-bound", type=float, default=64, help="MB, for formats whose entries are written as they are read")
    parser.add_argument("--register-bound", type=float, default=768, help="MB, for formats whose companies are held until the end")
    arguments = parser.parse_args()
    program = arguments.program or figures.program()
    report, good, peaks = figures.Report(), True, {}
    for kind, keeps, files in FORMATS:
        if arguments.only and kind not in arguments.only:
            continue
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            records = sum(write(folder / file, head, record, tail, share * arguments.megabytes * 1e6) for file, share, head, record, tail in files)
            paths = [str(folder / file[0]) for file in files]
            command = [str(program), "lists", "import", *paths, "--id", "bench", "--output", str(folder / "out"), "--format", "json", "--at", "2026-11-24", "--edition", "2026-11-23"]
            seconds, peak, code, said = run(command)
            bound = arguments.list_bound if keeps == LIST else arguments.register_bound
            answer = json.loads(said[said.index("{") :]) if code == 0 else {}
            # Every record names somebody, or ties two who are named.
            whole = code == 0 and answer["broken"] == 0 and kind in answer["formats"]
            fits = whole and peak <= bound
            good &= fits
            peaks.setdefault(keeps, []).append((fits, peak, bound))
            count = "" if code else f"{answer['entries']:>9,} entries {answer['companies']:>9,} companies {answer['ties']:>9,} ties"
            print(f"{kind:<22} {records:>9,} records {count} {seconds:6.1f} s {peak:6.0f} MB of {bound:.0f} {'' if fits else 'TOO MUCH' if whole else said[:300]}", flush=True)
    if not arguments.only:
        for keeps, found in peaks.items():
            figure = f"peak memory of an import of {arguments.megabytes:g} MB, {len(found)} formats: {'entries written as read' if keeps == LIST else 'held until the end'}"
            lowest, highest = min(peak for _, peak, _ in found), max(peak for _, peak, _ in found)
            report.line(figure, f"{lowest:.0f} to {highest:.0f} MB", f"at most {found[0][2]:.0f} MB", all(fits for fits, _, _ in found))
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
