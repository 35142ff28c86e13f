//! Every published format, field by field: what each record becomes, what is left out, what is broken.

use kenpin::screening::import::collector::{Collector, Tally};
use kenpin::screening::import::{Company, Importer, Listed, Owned, Row, recognised};

/// Each row as a line.
fn shown(row: Row) -> String {
    let day = |day: Option<kenpin::intake::Day>| day.map(|day| day.to_string()).unwrap_or_default();
    match row {
        Row::Dated(day) => format!("dated {day}"),
        Row::Listed(Listed { id, name, aliases, country, from, to, authority }) => {
            let (aliases, country) = (aliases.join("+"), country.unwrap_or_default());
            format!("listed {id}|{name}|{aliases}|{country}|{}|{}|{authority}", day(from), day(to))
        }
        Row::Alias { id, name } => format!("alias {id}|{name}"),
        Row::Company(Company { id, name, aliases, country, identifiers }) => {
            format!("company {id}|{name}|{}|{}|{identifiers:?}", aliases.join("+"), country.unwrap_or_default())
        }
        Row::Owned(Owned { owned, owner, tie, at_least, at_most, from, to }) => {
            let share = |share: Option<String>| share.unwrap_or_else(|| "?".to_owned());
            format!("owned {owned}<{owner} {tie:?} {}..{} {}..{}", share(at_least), share(at_most), day(from), day(to))
        }
        Row::PassedOver(kind) => format!("left out: {kind}"),
        Row::Broken { record, what } => format!("broken {record}: {what}"),
    }
}

fn importer(format: &str, text: &str) -> &'static Importer {
    let importer = recognised(text.as_bytes()).unwrap_or_else(|| panic!("not recognised: {text}"));
    assert_eq!(importer.name, format);
    importer
}

/// What a file of this format says, a line a row.
fn read(format: &str, text: &str) -> Vec<String> {
    let (mut rows, bytes) = (Vec::new(), text.as_bytes().to_vec());
    let done = importer(format, text).read(&mut || Ok(Box::new(std::io::Cursor::new(bytes.clone()))), &mut |row| rows.push(shown(row)));
    done.unwrap();
    rows
}

#[test]
fn the_consolidated_screening_list_as_a_table() {
    let text = "\u{feff}_id,source,entity_number,type,programs,name,addresses,federal_register_notice,start_date,end_date,alt_names\n\
        a1,EL,7,,P; Q,Acme Ltd. (Acme),\"1 Road, Town, cn\",84 FR 1,2019-05-21,2027-01-02T00:00:00,\"Second; Third;x\"\n\
        ,SDN,8,Entity,,\"Bolt Works, and any successor, sub-unit\",\"Road, China\",,not a day,,\n\
        ,MEU,,,,Corvid; affiliated entity: Corvid Two,,,,,\n\
        p,SDN,9,Individual,,Sam,,,,,\n\
        v,SDN,9,vessel,,Star,,,,,\n\
        f,SDN,9,Aircraft,,Wing,,,,,\n\
        b,EL,9,,,...,,,,,\n\
        e,EL,9,,,Ended,,,2020-01-02,2020-01-01,\n\
        s,EL,9,,,Same day,,,2020-01-02,2020-01-02,\n\
        x,EL\n";
    assert_eq!(
        read("us-csl-csv", text),
        [
            "listed a1|Acme Ltd.|Acme+Second+Third;x|CN|2019-05-21|2027-01-02|EL; P; Q; 84 FR 1",
            "listed 8|Bolt Works||||| SDN".replace("| SDN", "|SDN").as_str(),
            "listed row-4|Corvid|Corvid Two||||MEU",
            "left out: individual",
            "left out: vessel",
            "left out: aircraft",
            "broken 8: it has no name",
            "broken 9: it ends before it begins",
            "listed s|Same day|||2020-01-02|2020-01-02|EL",
            "broken 11: it has 2 fields, the header 11",
        ]
    );
}

#[test]
fn the_consolidated_screening_list_as_json() {
    let text = r#"{"total":5,"more":{"results":[1]},"results":[
        {"id":"a1","source":"EL","type":null,"programs":["P","Q"],"name":"Acme (Acme Works)","addresses":[{"country":"cn"},{"country":"US"}],"federal_register_notice":"84 FR 1","start_date":"2019-05-21","end_date":"2027-01-02","alt_names":["Second"," ",3]},
        {"id":"b","type":"Entity","name":"Bolt","alt_names":"Alone"},
        {"id":"p","type":"Individual","name":"Sam"},
        {"id":" ","name":"Nobody's number"},
        {"id":"n"}],"sources":[],"page":99}"#;
    assert_eq!(
        read("us-csl-json", text),
        [
            "listed a1|Acme|Acme Works+Second|CN|2019-05-21|2027-01-02|EL; P, Q; 84 FR 1",
            "listed b|Bolt|Alone||||",
            "left out: individual",
            "broken 4: it has no number",
            "broken 5: it has no name",
        ]
    );
}

#[test]
fn ofac_s_tables_and_their_further_names() {
    let nothing = "-0- ,".repeat(7);
    let text = format!(
        "1,\"ACME, CO.\",-0- ,\"P] [Q\",{nothing}\"remark, with comma\"\n2,SAM,individual,P,{nothing}x\n3,-0- ,-0- ,P,{nothing}x\n4,SHORT,-0- \n5\n\u{1a}\n"
    );
    assert_eq!(
        read("ofac-sdn-csv", &text),
        [
            "listed 1|ACME, CO.|||||OFAC, P, Q",
            "left out: individual",
            "broken 3: it has no name",
            "broken 4: it has 3 fields instead of 12",
            "broken 5: it has 1 fields instead of 12"
        ]
    );
    let text = "1,1,\"aka\",\"SECOND, NAME\",-0- \n-0- ,2,aka,NOBODY,-0- \n1,3,aka,-0- ,-0- \n\u{1a}";
    assert_eq!(
        read("ofac-alt-csv", text),
        ["alias 1|SECOND, NAME", "broken 2: it has no number or no name", "broken 3: it has no number or no name"]
    );
    for other in ["1,2,3,4,5\n", "x,1,aka,NAME,-0- \n", "1,1,aka,\"A\",-0- ,more\n"] {
        assert!(recognised(other.as_bytes()).is_none(), "{other}");
    }
}

#[test]
fn ofac_s_xml() {
    let entry = |inner: &str| format!("<sdnEntry>{inner}</sdnEntry>");
    let text = format!(
        "<?xml version=\"1.0\"?><!-- x --><sdnList xmlns=\"x\"><publshInformation><Publish_Date>1/2/2026</Publish_Date></publshInformation>{}{}{}</sdnList>",
        entry(
            "<uid> 1 </uid><firstName>Old</firstName><lastName>A&amp;B &#87;<![CDATA[ <x>]]></lastName><sdnType>Entity</sdnType><programList><program>P</program><program>Q</program></programList>\
             <akaList><aka><category>strong</category><lastName>Second</lastName></aka><aka><category>WEAK</category><lastName>Third</lastName></aka><aka><category>strong</category></aka></akaList>"
        ),
        entry("<uid>2</uid><lastName>SAM</lastName><sdnType>Individual</sdnType>"),
        entry("<uid>3</uid><sdnType/>"),
    );
    assert_eq!(
        read("ofac-sdn-xml", &text),
        [
            "dated 2026-01-02",
            "left out: a name that OFAC itself calls weak",
            "listed 1|Old A&B W <x>|Second||||OFAC, P, Q",
            "left out: individual",
            "broken 4: it has no name"
        ]
    );
}

#[test]
fn the_european_list() {
    let text = "<export xmlns=\"http://eu.europa.ec/fpi/fsd/export\" generationDate=\"2026-11-23T00:00:00.000+01:00\">\
        <sanctionEntity designationDate=\"2022-02-28\" logicalId=\"11\" euReferenceNumber=\"EU.1\"><regulation entryIntoForceDate=\"2022-03-01\" numberTitle=\"2022/1\" programme=\"P\"/><regulation numberTitle=\"other\"/><subjectType code=\"enterprise\"/><nameAlias wholeName=\"Acme &quot;Q&quot;\"/><nameAlias wholeName=\"\"/><nameAlias wholeName=\"Second\"/><address countryIso2Code=\"ru\"/><address countryIso2Code=\"DE\"/></sanctionEntity>\
        <sanctionEntity logicalId=\"12\" euReferenceNumber=\"\"><regulation entryIntoForceDate=\"2022-03-01\" numberTitle=\"2022/2\"/><nameAlias wholeName=\"Bolt\"/></sanctionEntity>\
        <sanctionEntity logicalId=\"13\"><subjectType code=\"person\"/><nameAlias wholeName=\"Sam\"/></sanctionEntity>\
        <sanctionEntity logicalId=\"14\"/></export>";
    assert_eq!(
        read("eu-fsf-xml", text),
        [
            "listed EU.1|Acme \"Q\"|Second|RU|2022-02-28||EU, 2022/1 P",
            "listed 12|Bolt|||2022-03-01||EU, 2022/2",
            "left out: individual",
            "broken 4: it has no name",
            "dated 2026-11-23",
        ]
    );
}

#[test]
fn the_list_of_the_united_nations() {
    let text = "<CONSOLIDATED_LIST dateGenerated=\"2026-11-23T00:00:00\"><INDIVIDUALS><INDIVIDUAL><FIRST_NAME>Sam</FIRST_NAME></INDIVIDUAL></INDIVIDUALS><ENTITIES>\
        <ENTITY><DATAID>1</DATAID><FIRST_NAME>ACME</FIRST_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPe.1</REFERENCE_NUMBER><LISTED_ON>2009-04-24</LISTED_ON><NAME_ORIGINAL_SCRIPT>克沃</NAME_ORIGINAL_SCRIPT><ENTITY_ALIAS><ALIAS_NAME>SECOND; THIRD</ALIAS_NAME></ENTITY_ALIAS><ENTITY_ALIAS><ALIAS_NAME/></ENTITY_ALIAS></ENTITY>\
        <ENTITY><DATAID>2</DATAID><FIRST_NAME>BOLT</FIRST_NAME></ENTITY></ENTITIES></CONSOLIDATED_LIST>";
    assert_eq!(
        read("un-xml", text),
        [
            "left out: individual",
            "listed KPe.1|ACME|克沃+SECOND+THIRD||2009-04-24||UN, DPRK KPe.1",
            "listed 2|BOLT|||||UN,",
            "dated 2026-11-23"
        ]
    );
}

#[test]
fn the_british_list_gathers_the_rows_of_a_party() {
    let row = |name_6: &str, name_1: &str, kind: &str, day: &str, group: &str| {
        format!("{name_6},{name_1},,,,{}{kind},,,,{day},,,{group}\n", ",".repeat(23))
    };
    let header = row("Name 6", "Name 1", "Group Type", "Listed On", "Group ID");
    let rows = [
        row("ACME", "", "Entity", "28/2/2022", "7").replacen(",,,,,,,", ",,,,,FIVE,,克沃", 1),
        row("", "SECOND", "Entity", "28/02/2022", "7"),
        row("", "", "Entity", "28/02/2022", "7"),
        row("SAM", "", "Individual", "", "8"),
        "short,row\n".to_owned(),
        row("CORVID", "OF", "Entity", "", "9"),
        row("", "", "Ship", "", "10"),
        row("", "", "Entity", "", "11"),
    ]
    .concat();
    let expected = [
        "left out: individual",
        "broken 7: it has 2 fields, 36 are needed",
        "listed 7|FIVE ACME|克沃+SECOND||2022-02-28||UK, OFSI consolidated list",
        "left out: vessel",
        "listed 9|OF CORVID|||||UK, OFSI consolidated list",
        "broken 10: it has no name",
    ];
    let dated = format!("Last Updated,23/11/2026\n{header}{rows}");
    assert_eq!(read("uk-ofsi-csv", &dated), [&["dated 2026-11-23"], &expected[..]].concat());
    assert_eq!(read("uk-ofsi-csv", &format!("{header}{rows}")).len(), expected.len());
}

#[test]
fn opensanctions_targets() {
    let text = "id,schema,name,aliases,birth_date,countries,program_ids,dataset,first_seen\n\
        a,Company,Acme,\"Second; Third\",,cn;us,US-889,Set,2024-05-02T00:00:00\n\
        b,Organization,Bolt,,,,,Set,\n\
        c,LegalEntity,Corvid,,,,,,\n\
        d,PublicBody,Delta,,,,,,\n\
        p,Person,Sam,,,,,,\nv,Vessel,Star,,,,,,\nw,Airplane,Wing,,,,,,\ns,Security,Paper,,,,,,\nx,Company\n";
    assert_eq!(
        read("opensanctions-targets", text),
        [
            "listed a|Acme|Second+Third|CN|||US-889",
            "listed b|Bolt|||||Set",
            "listed c|Corvid|||||",
            "listed d|Delta|||||",
            "left out: individual",
            "left out: vessel",
            "left out: aircraft",
            "left out: another kind of entity",
            "broken 10: it has 2 fields, the header 9",
        ]
    );
    assert_eq!(recognised(b"\"id\",\"schema\",\"name\",\"aliases\",\"x\"\n").map(|importer| importer.name), Some("opensanctions-targets"));
}

/// A sanction stands before or behind the entity, and one that has ended does not end another.
#[test]
fn opensanctions_entities_with_sanctions_and_owners() {
    let sanction = |id: &str, of: &str, more: &str| {
        format!("{{\"id\":\"{id}\",\"schema\":\"Sanction\",\"properties\":{{\"entity\":[\"{of}\"]{more}}}}}\n")
    };
    let text = [
        r#"{"id":"a","caption":"Acme","schema":"Company","properties":{"name":["Acme","Acme Works"],"alias":["Second"],"previousName":["Acme Old"],"weakAlias":["A"],"country":["cn"],"leiCode":["X1"],"topics":["debarment"]},"datasets":["one","two"]}"#,
        "\n\n",
        r#"{"id":"b","caption":"Bolt","schema":"Company","properties":{}}"#,
        "\n",
        r#"{"id":"c","schema":"Company","properties":{"name":["Corvid"],"topics":["gov"]}}"#,
        "\n",
        r#"{"id":"d","schema":"Company","properties":{"name":["Delta"],"topics":["sanction"]},"datasets":["one","two"]}"#,
        "\n",
        r#"{"id":"p","schema":"Person","properties":{"name":["Sam"]}}"#,
        "\n",
        r#"{"id":"o","schema":"Ownership","properties":{"owner":["b"],"asset":["a"],"percentage":["60 %"],"startDate":["2018-01-01"],"endDate":["2027-01-01"]}}"#,
        "\n",
        r#"{"id":"o2","schema":"Ownership","properties":{"owner":["b","e"],"asset":["c","f"],"percentage":["most"]}}"#,
        "\n",
        r#"{"id":"o3","schema":"Ownership","properties":{"owner":["b"]}}"#,
        "\nno json\n",
        &sanction("s1", "a", ",\"programId\":[\"US-889\"],\"program\":[\"words\"],\"startDate\":[\"2019-08-13\"]"),
        &sanction("s0", "a", ",\"programId\":[\"US-889\"],\"startDate\":[\"2018-08-13\"]"),
        &sanction("s9", "a", ",\"programId\":[\"OTHER\"],\"startDate\":[\"2018-08-13\"]"),
        &sanction("s2", "a", ",\"programId\":[\"OLD\"],\"startDate\":[\"2010-01-01\"],\"endDate\":[\"2012-01-01\"]"),
        &sanction("s3", "b", ",\"program\":[\"OLD\"],\"startDate\":[\"2010-01-01\"],\"endDate\":[\"2012-01-01\"]"),
        &sanction("s4", "b", ",\"program\":[\"NEWER\"],\"startDate\":[\"2013-01-01\"],\"endDate\":[\"2014-01-01\"]"),
        &sanction("s5", "b", ",\"program\":[\"OLDER\"],\"startDate\":[\"2009-01-01\"],\"endDate\":[\"2010-01-01\"]"),
    ]
    .concat();
    let found = read("opensanctions-ftm", &text);
    assert!(found.iter().any(|row| row.starts_with("broken 10: expected")), "{found:?}");
    let found: Vec<&str> = found.iter().map(String::as_str).filter(|row| !row.starts_with("broken 10")).collect();
    assert_eq!(
        found,
        [
            "left out: a name that the publisher itself calls weak",
            "company a|Acme|Acme Works+Second+Acme Old|CN|[(\"lei\", \"X1\")]",
            "listed a|Acme|Acme Works+Second+Acme Old|CN|2018-08-13||US-889",
            "company b|Bolt|||[]",
            "listed b|Bolt|||2013-01-01|2014-01-01|NEWER",
            "company c|Corvid|||[]",
            "company d|Delta|||[]",
            "listed d|Delta|||||one, two",
            "left out: individual",
            "owned a<b Shares 60..60 2018-01-01..2027-01-01",
            "owned c<b Shares ?..? ..",
            "owned c<e Shares ?..? ..",
            "owned f<b Shares ?..? ..",
            "owned f<e Shares ?..? ..",
            "broken 9: an ownership without owner or asset",
        ]
    );
    // What the topic says of the day on which it was last seen counts for more than an end before it.
    let seen = |seen: &str| {
        let entity =
            format!(r#"{{"id":"a","schema":"Company","properties":{{"name":["Acme"],"topics":["sanction"]}},"last_seen":"{seen}"}}"#);
        let text = format!("{entity}\n{}", sanction("s", "a", ",\"endDate\":[\"2012-01-01\"]"));
        read("opensanctions-ftm", &text).remove(1)
    };
    assert_eq!(seen("2026-11-23T00:00:00"), "listed a|Acme|||||");
    assert_eq!(seen("2012-01-01"), "listed a|Acme||||2012-01-01|");
}

#[test]
fn gleif_s_entities() {
    let text = "<lei:LEIData xmlns:lei=\"http://www.gleif.org/data/schema/leidata/2016\"><lei:LEIRecords>\
        <lei:LEIRecord><lei:LEI>X1</lei:LEI><lei:Entity><lei:LegalName xml:lang=\"ja\">アクメ</lei:LegalName><lei:OtherEntityNames><lei:OtherEntityName>Acme</lei:OtherEntityName></lei:OtherEntityNames><lei:TransliteratedOtherEntityNames><lei:TransliteratedOtherEntityName>AKUME</lei:TransliteratedOtherEntityName></lei:TransliteratedOtherEntityNames><lei:LegalAddress><lei:Country>JP</lei:Country></lei:LegalAddress></lei:Entity></lei:LEIRecord>\
        <lei:LEIRecord><lei:LEI></lei:LEI><lei:Entity><lei:LegalName>Bolt</lei:LegalName></lei:Entity></lei:LEIRecord></lei:LEIRecords></lei:LEIData>";
    assert_eq!(
        read("gleif-level-1", text),
        ["company X1|アクメ|Acme+AKUME|JP|[(\"lei\", \"X1\")]", "broken 2: it has no LEI or no legal name"]
    );
}

#[test]
fn gleif_s_relationships() {
    let record = |kind: &str, status: &str, end: &str| {
        format!(
            "<rr:RelationshipRecord><rr:Relationship><rr:StartNode><rr:NodeID>CHILD</rr:NodeID></rr:StartNode><rr:EndNode><rr:NodeID>{end}</rr:NodeID></rr:EndNode>\
             <rr:RelationshipType>{kind}</rr:RelationshipType><rr:RelationshipPeriods><rr:RelationshipPeriod><rr:StartDate>2001-01-01</rr:StartDate><rr:PeriodType>ACCOUNTING_PERIOD</rr:PeriodType></rr:RelationshipPeriod><rr:RelationshipPeriod><rr:StartDate>2002-01-01T00:00:00Z</rr:StartDate><rr:EndDate>2030-01-01</rr:EndDate><rr:PeriodType>RELATIONSHIP_PERIOD</rr:PeriodType></rr:RelationshipPeriod></rr:RelationshipPeriods><rr:RelationshipStatus>{status}</rr:RelationshipStatus></rr:Relationship></rr:RelationshipRecord>"
        )
    };
    let text = format!(
        "<rr:RelationshipData xmlns:rr=\"http://www.gleif.org/data/schema/rr/2016\">{}{}{}{}{}{}{}</rr:RelationshipData>",
        record("IS_DIRECTLY_CONSOLIDATED_BY", "ACTIVE", "PARENT"),
        record("IS_ULTIMATELY_CONSOLIDATED_BY", "", "TOP"),
        record("IS_INTERNATIONAL_BRANCH_OF", "ACTIVE", "HEAD"),
        record("IS_DIRECTLY_CONSOLIDATED_BY", "inactive", "PARENT"),
        record("IS_FUND-MANAGED_BY", "ACTIVE", "FUND"),
        record("", "ACTIVE", "PARENT"),
        record("IS_DIRECTLY_CONSOLIDATED_BY", "ACTIVE", ""),
    );
    let owned = |owner: &str| format!("owned CHILD<{owner} Controls ?..? 2002-01-01..2030-01-01");
    let not = "left out: a relationship that is no ownership".to_owned();
    assert_eq!(
        read("gleif-level-2", &text),
        [
            owned("PARENT"),
            owned("TOP"),
            owned("HEAD"),
            not.clone(),
            not,
            "broken 6: it has no type".to_owned(),
            "broken 7: it names no two nodes".to_owned()
        ]
    );
}

#[test]
fn beneficial_ownership_statements() {
    let statement = |kind: &str, more: &str, details: &str| {
        format!(
            r#"{{"statementId":"s","recordId":"{}","recordType":"{kind}"{more},"recordDetails":{{{details}}}}}"#,
            // Without an id every statement counts.
            if kind == "relationship" { "" } else { "r" }
        )
    };
    let tie = |interests: &str| statement("relationship", "", &format!(r#""subject":"a","interestedParty":"b","interests":[{interests}]"#));
    let share =
        |share: &str| tie(&format!(r#"{{"type":"shareholding","share":{{{share}}},"startDate":"2020-01-01","endDate":"2030-01-01"}}"#));
    let text = format!(
        "[{}]",
        [
            statement(
                "entity",
                "",
                r#""name":"Acme","alternateNames":["Second"],"jurisdiction":{"code":"gb"},"identifiers":[{"scheme":"GB-COH","id":"1"},{"scheme":"XI-LEI","id":"X1"}]"#
            ),
            statement("entity", "", ""),
            statement("entity", r#","recordStatus":"closed""#, r#""name":"Gone""#),
            statement("person", "", ""),
            statement("ship", "", ""),
            statement("relationship", "", r#""interestedParty":"b""#),
            statement("relationship", "", r#""subject":"a","interestedParty":{"reason":"unknown"}"#),
            tie(""),
            share(r#""exact":60"#),
            share(r#""minimum":25,"exclusiveMaximum":50"#),
            share(r#""exclusiveMinimum":25,"maximum":50"#),
            share(r#""minimum":-1,"maximum":101"#),
            tie(r#"{"type":"votingRights","share":{"exact":60}},{"type":"shareholding"}"#),
            tie(r#"{"type":"votingRights","share":{"exact":50}},{"type":"votingRights"},{"type":"boardMember"},{"type":"appointmentOfBoard"}"#),
            tie(r#"{"type":"shareholding","directOrIndirect":"indirect","share":{"exact":60}}"#),
        ]
        .join(",")
    );
    assert_eq!(
        read("bods-json", &text),
        [
            "company GB-COH-1|Acme|Second|GB|[(\"lei\", \"X1\")]",
            "broken 2: an entity without recordId or name",
            "left out: a closed record",
            "left out: individual",
            "broken 5: recordType \"ship\" is not known",
            "broken 6: a relationship without subject",
            "left out: a relationship with an unknown owner",
            "owned a<b Shares ?..? ..",
            "owned a<b Shares 60.000000..60.000000 2020-01-01..2030-01-01",
            "owned a<b Shares 25.000000..49.999999 2020-01-01..2030-01-01",
            "owned a<b Shares 25.000001..50.000000 2020-01-01..2030-01-01",
            "owned a<b Shares ?..? 2020-01-01..2030-01-01",
            "owned a<b Controls ?..? ..",
            "owned a<b Shares ?..? ..",
            "owned a<b Shares ?..? ..",
            "owned a<b Shares ?..? ..",
            "owned a<b Shares ?..? ..",
            "owned a<b Controls ?..? ..",
            "owned a<b Shares ?..60.000000 ..",
        ]
    );
}

/// A confirmed statement is made again in full; only the last of a record counts, by its dates and then by its place.
#[test]
fn the_last_statement_of_a_relationship_counts_and_records_of_one_company_are_one() {
    let stated = |record: &str, more: &str, share: u32| {
        format!(
            r#"{{"statementId":"s","recordId":"{record}","recordType":"relationship",{more}"recordDetails":{{"subject":"a","interestedParty":"b","interests":[{{"type":"shareholding","share":{{"exact":{share}}}}}]}}}}"#
        )
    };
    let entity = |record: &str, name: &str, number: &str| {
        format!(
            r#"{{"statementId":"s","recordId":"{record}","recordType":"entity","recordDetails":{{"name":"{name}","identifiers":[{{"scheme":"GB-COH"}},{{"scheme":"GB-COH","id":"{number}"}}]}}}}"#
        )
    };
    let of = |statements: &[String]| read("bods-json", &format!("[{}]", statements.join(",")));
    let gone = "left out: a statement that a later one replaces".to_owned();
    let owned = |share: u32| format!("owned a<b Shares {share}.000000..{share}.000000 ..");
    let date = |day: &str| format!(r#""statementDate":"{day}","#);
    assert_eq!(of(&[stated("r", "", 30), stated("r", "", 31), stated("q", "", 5)]), [gone.clone(), owned(31), owned(5)]);
    assert_eq!(of(&[stated("r", &date("2026-02-01"), 30), stated("r", &date("2026-01-01"), 31)]), [owned(30), gone.clone()]);
    let published = |day: &str| format!(r#"{}"publicationDetails":{{"publicationDate":"{day}"}},"#, date("2026-01-01"));
    assert_eq!(of(&[stated("r", &published("2026-03-02"), 30), stated("r", &published("2026-03-01"), 31)]), [owned(30), gone.clone()]);
    assert_eq!(of(&[stated("r", "", 30), stated("r", r#""recordStatus":"closed","#, 30)]), [gone, "left out: a closed record".to_owned()]);
    assert_eq!(of(&[stated("", "", 30), stated("", "", 31)]), [owned(30), owned(31)]);
    assert_eq!(
        of(&[entity("a", "Acme", "1"), entity("a2", "Acme Old", "1"), stated("r", "", 30)]),
        ["company GB-COH-1|Acme|||[]", "company GB-COH-1|Acme Old|||[]", "owned GB-COH-1<b Shares 30.000000..30.000000 .."]
    );
}

#[test]
fn registries_of_hardware_numbers() {
    let ieee = "Registry,Assignment,Organization Name,Organization Address\nMA-L,A0B1C2,\"Acme, Inc.\",x\nMA-M,A0B1C5F,Bolt,x\nMA-S,A0B1C4D5E,PRIVATE,x\nMA-L,A0B1C3,,x\nMA-L,A0B1CG,Corvid,x\nMA-L,A0B1C,Corvid,x\n";
    assert_eq!(
        read("ieee-oui-csv", ieee),
        [
            "company Acme, Inc.|Acme, Inc.|||[(\"mac\", \"a0b1c2\")]",
            "company Bolt|Bolt|||[(\"mac\", \"a0b1c5f\")]",
            "left out: a prefix whose holder is not published",
            "broken 5: it names nobody",
            "broken 6: \"A0B1CG\" is no prefix of 24, 28 or 36 bits",
            "broken 7: \"A0B1C\" is no prefix of 24, 28 or 36 bits",
        ]
    );
    let ids = |end: &str| {
        format!(
            "#\tList of ID's\n0ABC  Acme\r\n\t0001  A card\n\t\t1028 0001  Sub\n \n0abd\tBolt\n0abg  No number\n0abe\n0abfCorvid\n{end}0abf  Behind the end\n"
        )
    };
    let expected = |scheme: &str| {
        let mut rows =
            vec![format!("company Acme|Acme|||[(\"{scheme}\", \"0abc\")]"), format!("company Bolt|Bolt|||[(\"{scheme}\", \"0abd\")]")];
        rows.extend([7, 8, 9].map(|record| format!("broken {record}: it is no vendor's number and name")));
        rows
    };
    for (format, scheme, title, end) in [
        ("pci-ids", "pci", "List of PCI ID", "C 00  Unclassified\n"),
        ("usb-ids", "usb", "List of USB ID", "AT 0100  Undefined\n"),
        ("pci-ids", "pci", "see pci.ids", "C 00  Unclassified\n"),
        ("usb-ids", "usb", "see usb.ids", "C 00  Interface\n"),
    ] {
        assert_eq!(read(format, &ids(end).replace("List of ID", title)), expected(scheme), "{title}");
    }
    assert_eq!(
        read("pnp-ids", "ACM\tAcme\n# remark\n\nBLT\t Bolt \nblt\tBolt\nCRV\t \n"),
        [
            "company Acme|Acme|||[(\"pnp\", \"acm\")]",
            "company Bolt|Bolt|||[(\"pnp\", \"blt\")]",
            "broken 5: it is no code of three letters and a name",
            "broken 6: it is no code of three letters and a name",
        ]
    );
}

/// What a format's beginning is not.
#[test]
fn a_file_of_another_kind_is_not_recognised() {
    for other in [
        "<CONSOLIDATED_LISTS",
        "x<sdnList",
        "# a list of PCI cards",
        "{\"results\":1,\"schema\":1",
        "{\"schema\":1}",
        "[{\"statement\":1}]",
        "AB\tAcme",
        "ABCD\tAcme",
        "abc\tAcme",
        "ABC\t ",
        "ABC Acme",
        "<x xmlns=\"http://www.gleif.org/data/schema/other\">",
        "_id,source,name\n",
        "_id,source,entity_number,alt_names\n",
        "1,2\n",
        "Name 6,Name 1\n",
        "x \"schema\" \"properties\"",
        "{\"properties\":1}",
        "[1]",
        "{}",
    ] {
        let found = recognised(other.as_bytes()).map(|importer| importer.name);
        assert!(found.is_none() || other.starts_with("<CONSOLIDATED_LISTS"), "{other}: {found:?}");
    }
}

/// What was gathered: the table, the tally, the directory.
fn gathered(files: &[(&str, &str)]) -> (String, Tally, String) {
    let mut table = Vec::new();
    let mut collector = Collector::new(&mut table).unwrap();
    for (format, text) in files {
        let bytes = text.as_bytes().to_vec();
        collector.read(importer(format, text), "file", &mut || Ok(Box::new(std::io::Cursor::new(bytes.clone())))).unwrap();
    }
    let (tally, directory) = collector.finish("a register").unwrap();
    (String::from_utf8(table).unwrap(), tally, directory.map(|file| toml::to_string(&file).unwrap()).unwrap_or_default())
}

#[test]
fn what_is_gathered_is_written_in_our_own_shape() {
    let targets = "id,schema,name,aliases,birth_date,countries,program_ids,dataset,first_seen\n\
        #a,Company,Acme \"Q\",Acme; -;Two\u{3b},,cn,P,,2024-05-02\n a,Company,Other,Other;Acme,,,,,\np,Person,Sam,,,,,,\nq,Person,Pat,,,,,,\nx,Company,,,,,,,\n";
    let (table, tally, directory) = gathered(&[("opensanctions-targets", targets)]);
    assert_eq!(
        table.lines().collect::<Vec<_>>(),
        [
            "id,name,aliases,country,from,to,authority",
            "\"a\",\"Acme \"\"Q\"\"\",\"Acme; Two\",\"CN\",,,\"P\"",
            "\"a-again\",\"Other\",\"Acme\",,,,",
        ]
    );
    assert_eq!((tally.entries, tally.broken, tally.passed_over["individual"], directory.as_str()), (2, 1, 2, ""));
    assert!(tally.is_too_broken(19) && !tally.is_too_broken(20), "1 of 5 is 20 percent");
    assert_eq!((tally.defects[0].file.as_str(), tally.defects[0].record), ("file", 6));
}

/// A download that broke off has a last record that is no record; nothing of such a file is taken.
#[test]
fn a_file_that_was_cut_short_is_refused_whole() {
    let read = |format: &str, text: &str| {
        let bytes = text.as_bytes().to_vec();
        let mut collector = Collector::new(Vec::new()).unwrap();
        collector.read(importer(format, text), "file", &mut || Ok(Box::new(std::io::Cursor::new(bytes.clone()))))
    };
    let whole = "id,schema,name,aliases,\na,Company,Acme,,\nb,Company,Bolt,,";
    assert_eq!(read("opensanctions-targets", whole), Ok(()));
    assert_eq!(read("opensanctions-targets", "id,schema,name,aliases,\na,Company,Acme,,\nb,Comp\n"), Ok(()));
    let cut = read("opensanctions-targets", "id,schema,name,aliases,\na,Company,Acme,,\nb,Comp").unwrap_err();
    assert!(cut.contains("cut short"), "{cut}");
    let other = read("us-csl-json", r#"{"results":{"id":"a"}}"#).unwrap_err();
    assert!(other.contains("expected an array of records"), "{other}");
    let page = read("us-csl-json", r#"{"total":15432,"results":[{"id":"a","name":"Acme"}]}"#).unwrap_err();
    assert!(page.contains("it holds 1 of 15432 records"), "{page}");
}

#[test]
fn a_record_of_xml_is_as_deep_as_is_said_and_no_deeper() {
    let read = |outer: usize, inner: usize| {
        let text = format!(
            "<sdnList>{}<sdnEntry><uid>1</uid><lastName>Acme</lastName>{}{}</sdnEntry>{}</sdnList>",
            "<a>".repeat(outer - 2),
            "<b>".repeat(inner - 1),
            "</b>".repeat(inner - 1),
            "</a>".repeat(outer - 2)
        );
        let bytes = text.clone().into_bytes();
        importer("ofac-sdn-xml", &text).read(&mut || Ok(Box::new(std::io::Cursor::new(bytes.clone()))), &mut |_| ())
    };
    let too_deep = Err("not a list: nested too deep".to_owned());
    assert_eq!((read(2, 32), read(2, 33)), (Ok(()), too_deep.clone()));
    assert_eq!((read(63, 2), read(63, 3)), (Ok(()), too_deep));
}

#[test]
fn more_facts_than_can_be_held_are_refused() {
    let read = |facts: usize, text: &str| {
        let bytes = text.as_bytes().to_vec();
        let mut collector = Collector::of_at_most(Vec::new(), facts).unwrap();
        collector.read(importer("opensanctions-ftm", text), "file", &mut || Ok(Box::new(std::io::Cursor::new(bytes.clone()))))
    };
    let company = |id: u32| format!("{{\"id\":\"{id}\",\"schema\":\"Company\",\"properties\":{{\"name\":[\"Acme\"]}}}}\n");
    let tie = |id: u32| format!("{{\"id\":\"{id}\",\"schema\":\"Ownership\",\"properties\":{{\"owner\":[\"a\"],\"asset\":[\"b\"]}}}}\n");
    for of in [&company as &dyn Fn(u32) -> String, &tie] {
        let three: String = (0..3).map(of).collect();
        assert_eq!(read(3, &three), Ok(()));
        assert!(read(2, &three).unwrap_err().contains("more than 2 companies or ties"));
    }
}

/// A file of many records is as long as it likes; one record is not.
#[test]
fn the_bound_is_a_record_s_and_not_the_file_s() {
    let rows = (0..100_000).map(|row| format!("{row},Company,Company number {row} of many with a long name,,\n")).collect::<String>();
    assert!(rows.len() > 5 << 20);
    assert_eq!(read("opensanctions-targets", &format!("id,schema,name,aliases,\n{rows}")).len(), 100_000);
}

#[test]
fn more_than_twenty_defects_are_counted_and_not_named() {
    let targets = format!("id,schema,name,aliases,\n{}", "x,Company,,,\n".repeat(25));
    let (_, tally, _) = gathered(&[("opensanctions-targets", &targets)]);
    assert_eq!((tally.broken, tally.defects.len()), (25, 20));
}

#[test]
fn the_newest_day_of_several_files_is_the_edition() {
    let un = |day: &str| format!("<CONSOLIDATED_LIST dateGenerated=\"{day}\"></CONSOLIDATED_LIST>");
    let (_, tally, _) = gathered(&[("un-xml", &un("2026-11-23")), ("un-xml", &un("2026-11-20"))]);
    assert_eq!(tally.dated.map(|day| day.to_string()).as_deref(), Some("2026-11-23"));
}

#[test]
fn companies_that_nothing_is_known_of_but_an_lei_are_left_out() {
    let ftm = concat!(
        "{\"id\":\"Q 1\",\"schema\":\"Company\",\"properties\":{\"name\":[\"Acme\"],\"alias\":[\"...\",\"Second\"],\"country\":[\"cn\"],\"leiCode\":[\"X1\"]}}\n",
        "{\"id\":\"Q 2\",\"schema\":\"Company\",\"properties\":{\"name\":[\"Untied\"],\"leiCode\":[\"X2\"]}}\n",
        "{\"id\":\"o\",\"schema\":\"Ownership\",\"properties\":{\"owner\":[\"東\"],\"asset\":[\"Q 1\"],\"percentage\":[\"80\"],\"startDate\":[\"2020-01-01\"],\"endDate\":[\"2030-01-01\"]}}\n",
    );
    let pnp = "ACM\tBolt Co.\nBLT\tBolt, Co\nCRV\tBolt Co.\n";
    let (_, tally, directory) = gathered(&[("opensanctions-ftm", ftm), ("pnp-ids", pnp)]);
    assert_eq!((tally.companies, tally.ties), (3, 1));
    let text: toml::Table = directory.parse().unwrap();
    let parties = text["party"].as_array().unwrap();
    let of = |id: &str| {
        parties.iter().find(|party| party["id"].as_str().unwrap().starts_with(id)).unwrap_or_else(|| panic!("{id}: {directory}"))
    };
    let acme = of("imported-q-1");
    assert_eq!((acme["legal_name"].as_str(), acme["country"].as_str()), (Some("Acme"), Some("CN")));
    assert_eq!(acme["aliases"].as_array().unwrap().iter().map(|alias| alias.as_str().unwrap()).collect::<Vec<_>>(), ["Second"]);
    let owner = &acme["owner"][0];
    for (member, value) in [
        ("tie", "shares"),
        ("at_least", "80"),
        ("at_most", "80"),
        ("from", "2020-01-01"),
        ("to", "2030-01-01"),
        ("confidence", "sourced"),
        ("source", "a register"),
    ] {
        assert_eq!(owner[member].as_str(), Some(value), "{member}");
    }
    assert_eq!(of("imported--")["id"], owner["party"]);
    assert_eq!(of("imported--")["legal_name"].as_str(), Some("東"));
    let signs = "{\"id\":\"o\",\"schema\":\"Ownership\",\"properties\":{\"owner\":[\"...\"],\"asset\":[\"---\"]}}\n{\"properties\":1}\n";
    let (_, tally, _) = gathered(&[("opensanctions-ftm", signs)]);
    assert_eq!(tally.companies, 2, "two numbers without a letter are two companies");
    let bolt = of("imported-bolt-co");
    let numbers: Vec<&str> = bolt["identifier"].as_array().unwrap().iter().map(|number| number["value"].as_str().unwrap()).collect();
    assert_eq!(numbers, ["acm", "crv", "blt"]);
    assert_eq!(bolt["aliases"][0].as_str(), Some("Bolt, Co"));
}

#[test]
fn a_company_that_is_stated_twice_keeps_every_name_and_number() {
    let company = |id: &str, more: &str| format!("{{\"id\":\"{id}\",\"schema\":\"Company\",\"properties\":{{{more}}}}}\n");
    let text = [
        company("a", r#""name":["Acme"],"alias":["Second"],"leiCode":["X1"]"#),
        company("a", r#""name":["Acme Old"],"alias":["Second","Acme"],"leiCode":["X1","X2"]"#),
        "{\"id\":\"o\",\"schema\":\"Ownership\",\"properties\":{\"owner\":[\"b\"],\"asset\":[\"a\"]}}\n".to_owned(),
    ]
    .concat();
    let (.., directory) = gathered(&[("opensanctions-ftm", &text)]);
    let directory: toml::Table = directory.parse().unwrap();
    let acme = directory["party"].as_array().unwrap().iter().find(|party| party["legal_name"].as_str() == Some("Acme")).unwrap();
    assert_eq!(acme["aliases"].to_string(), r#"["Second", "Acme Old"]"#);
    assert_eq!(acme["identifier"].as_array().unwrap().len(), 2);
}

#[test]
fn further_names_reach_the_entry_of_their_number() {
    let nothing = "-0- ,".repeat(7);
    let sdn = format!("1,ACME,-0- ,P,{nothing}x\n2,BOLT,-0- ,P,{nothing}x\n");
    let alt = "1,1,aka,\"SECOND  NAME\",-0- \n1,2,aka,THIRD,-0- \n2,3,aka,BOLT,-0- \n9,4,aka,OTHER,-0- \n";
    let (table, tally, _) = gathered(&[("ofac-alt-csv", alt), ("ofac-sdn-csv", &sdn)]);
    assert_eq!(
        table.lines().skip(1).collect::<Vec<_>>(),
        ["\"1\",\"ACME\",\"SECOND NAME; THIRD\",,,,\"OFAC, P\"", "\"2\",\"BOLT\",,,,,\"OFAC, P\""]
    );
    assert_eq!(tally.passed_over["a further name of nobody that is listed here"], 1);
}
