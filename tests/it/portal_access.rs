//! Who may do what: every role at every address, one vendor and another, forged forms, headers, rates.

use kenpin::server::routes::{ROUTES, Who};
use kenpin::store::passes::Role;

use super::portal::{Browser, delivery, json, multipart, named, portal};

/// The table of addresses says who may come; here every role goes to every address and sees whether that is so.
#[test]
fn every_role_comes_where_the_table_says_and_nowhere_else() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path());
    let tokens: Vec<(Option<Role>, Option<String>)> = Role::ALL
        .into_iter()
        .map(|role| (Some(role), Some(portal.token(role.word()))))
        .chain([(None, None), (None, Some("wrong".to_owned()))])
        .collect();
    for route in ROUTES {
        let Who::Roles(roles) = route.open_to else { continue };
        let path = route.path.replace("{id}", "01920000-0000-7000-8000-000000000000").replace("{format}", "json").replace("{number}", "0");
        for (role, token) in &tokens {
            let request = if route.method == "GET" { portal.client.get(portal.url(&path)) } else { portal.client.post(portal.url(&path)) };
            let request = match token {
                Some(token) => request.bearer_auth(token),
                None => request,
            };
            let status = request.send().unwrap().status().as_u16();
            let place = format!("{} {} as {role:?}", route.method, route.path);
            match role {
                Some(role) if roles.contains(role) => assert!(!matches!(status, 401 | 403 | 429 | 500..), "{place}: {status}"),
                Some(_) => assert_eq!(status, 403, "{place}"),
                None => {
                    let shown_the_way = status == 303 && route.method == "GET" && !route.path.starts_with("/api/");
                    // There are more addresses than wrong tokens that only are wrong.
                    let guessed_too_often = status == 429 && token.is_some();
                    assert!(status == 401 || shown_the_way || guessed_too_often, "{place}: {status}");
                }
            }
        }
    }
    let matrix = ROUTES.iter().filter(|route| matches!(route.open_to, Who::Roles(_))).count();
    assert!(matrix >= 20, "{matrix}");
}

/// What is described is what is there, and the description says who may come.
#[test]
fn the_description_of_the_interface_names_every_address() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path());
    let description = json(portal.get("/api/openapi.json"));
    for route in ROUTES {
        let operation = &description["paths"][route.path][route.method.to_lowercase()];
        assert!(operation["responses"]["default"].is_object(), "{} {}", route.method, route.path);
        assert_eq!(operation["x-roles"].is_array(), matches!(route.open_to, Who::Roles(_)), "{}", route.path);
    }
    // The same for people, in both languages, without a script.
    let page = portal.page("/api/docs");
    for route in ROUTES {
        assert!(page.contains(&format!("<code>{} {}</code>", route.method, route.path)), "{} {}", route.method, route.path);
    }
    for shape in description["components"]["schemas"].as_object().unwrap().keys() {
        assert!(page.contains(&format!("<h3 id=\"{shape}\">")), "{shape}");
    }
    assert!(page.contains("text of 1 to 300 characters") && page.contains("accepted | conditional | referred | rejected"));
    assert!(portal.page("/api/docs?lang=ja").contains("プログラム用インターフェース"));
}

#[test]
fn one_vendor_learns_nothing_of_another() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path());
    let (buyer, one, other) = (portal.token("buyer"), portal.token("vendor"), portal.token("vendor"));
    let (mine, theirs) = (portal.link(&buyer, "camera"), portal.link(&buyer, "hisilicon"));
    let page = portal.send(&theirs, &named(&delivery("hisilicon")));
    portal.judged(&page);
    let id = page.rsplit('/').next().unwrap();
    let nobodys = "01920000-0000-7000-8000-000000000000";
    let answer = |path: &str| {
        let answer = portal.get(path);
        (answer.status().as_u16(), answer.text().unwrap())
    };
    let missing = answer(&format!("{mine}/{nobodys}"));
    assert_eq!(missing.0, 404);
    for path in [id, "malformed", "..%2F..%2Fetc"] {
        assert_eq!(answer(&format!("{mine}/{path}")), missing, "{path}");
    }
    for tail in ["report/json", "receipt"] {
        assert_eq!(answer(&format!("{mine}/{id}/{tail}")).0, 404, "{tail}");
    }
    assert_eq!(portal.client.post(portal.url(&format!("{mine}/{id}/hand-in"))).send().unwrap().status(), 404);

    // The same through the interface, and for a draft that no buyer may see yet.
    let sent =
        multipart(portal.client.post(portal.url("/api/v1/submissions")).bearer_auth(&one), &named(&delivery("camera"))).send().unwrap();
    let own = json(sent)["links"]["self"].as_str().unwrap().to_owned();
    let get = |token: &str, path: &str| {
        let answer = portal.client.get(portal.url(path)).bearer_auth(token).send().unwrap();
        (answer.status().as_u16(), answer.text().unwrap())
    };
    let nothing = get(&other, &format!("/api/v1/submissions/{nobodys}"));
    assert_eq!(nothing.0, 404);
    let tails = ["report", "documents", "documents/{sha256}", "verdict", "certification"];
    for path in tails.map(|tail| format!("{own}/{tail}")).iter().chain([&own, &"/api/v1/submissions/x".to_owned()]) {
        assert_eq!(get(&other, path), nothing, "{path}");
    }
    assert!(get(&other, "/api/v1/submissions").1.contains("\"items\":[]"));
    assert_eq!(get(&one, &own).0, 200);
    assert_eq!(get(&buyer, &format!("/api/v1/submissions/{id}")), nothing, "a draft is its vendor's own");
    assert_eq!(Browser::sign_in(&portal, &buyer, "/inbox").get(&format!("/submissions/{id}")).status(), 404);

    // A link that was taken back opens no more than one that never was.
    let browser = Browser::sign_in(&portal, &buyer, "/requests");
    let requests = browser.page("/requests");
    let revoke = requests.split("action=\"/requests/").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(browser.post(&format!("/requests/{revoke}"), "").status(), 303);
    let dead = [&mine, &theirs].into_iter().find(|link| answer(link).0 == 404).expect("one link is dead");
    assert_eq!(answer(dead), answer("/r/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
    assert_eq!(multipart(portal.client.post(portal.url(&format!("{dead}/files"))), &[("a", vec![1])]).send().unwrap().status(), 404);
}

#[test]
fn a_form_from_elsewhere_does_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path());
    let buyer = portal.token("buyer");
    let browser = Browser::sign_in(&portal, &buyer, "/requests");
    let form = "supplier=Tama&new=yes&title=t&days=30";
    let post = |body: String, site: Option<&str>| {
        let request = portal.client.post(portal.url("/requests")).header("cookie", &browser.cookie).body(body);
        let request = site.into_iter().fold(request, |request, site| request.header("sec-fetch-site", site));
        request.send().unwrap().status().as_u16()
    };
    let other = Browser::sign_in(&portal, &buyer, "/requests");
    assert_ne!(browser.csrf, other.csrf);
    assert_eq!(post(form.to_owned(), None), 403);
    assert_eq!(post(format!("csrf=&{form}"), None), 403);
    assert_eq!(post(format!("csrf={}&{form}", other.csrf), None), 403, "another session's word");
    assert_eq!(post(format!("csrf={}&{form}", browser.csrf), Some("cross-site")), 403);
    assert!(portal.client.get(portal.url("/requests")).bearer_auth(&buyer).send().unwrap().text().unwrap().contains("Nothing here yet"));
    assert_eq!(post(format!("csrf={}&{form}", browser.csrf), Some("same-origin")), 200);
    assert_eq!(post(format!("csrf={}&{form}&x={}", browser.csrf, "y".repeat(70_000)), None), 413);
}

#[test]
fn every_answer_carries_its_headers_and_no_page_a_script_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path());
    let buyer = portal.token("buyer");
    let link = portal.link(&buyer, "camera");
    let page = portal.send(&link, &named(&delivery("camera")));
    portal.judged(&page);
    let browser = Browser::sign_in(&portal, &buyer, "/inbox");
    for path in [
        "/",
        "/sign-in",
        "/healthz",
        "/nowhere",
        "/style.css",
        "/script/portal.js",
        "/script/nothing.js",
        "/api/v1/submissions",
        "/api/nowhere",
        "/api/docs",
        &link,
        &page,
        "/inbox",
        "/search?q=x",
        "/requests",
        "/waivers",
    ] {
        let answer = browser.get(path);
        let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        let policy = header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'") && !policy.contains("unsafe") && policy.contains("frame-ancestors 'none'"),
            "{path}: {policy}"
        );
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("referrer-policy"), "same-origin", "{path}");
        assert!(!header("cache-control").is_empty(), "{path}");
        // A page for sending files runs a file of ours, which needs none of what a vendor wrote.
        assert_eq!(policy.contains("script-src 'self';"), path == link, "{path}: {policy}");
        let text = answer.text().unwrap().to_lowercase().replace("<script src=\"/script/", "");
        for forbidden in ["<script", " style=\"", "<style", "javascript:", " onclick", "http-equiv=\"content-security"] {
            assert!(!text.contains(forbidden), "{path}: {forbidden}");
        }
    }
    let cookie = portal.client.post(portal.url("/sign-in")).body(format!("token={buyer}")).send().unwrap();
    let cookie = cookie.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    // A report is a file to be kept, not a page of ours.
    let report = portal.get(&format!("{page}/report/html"));
    assert!(report.headers()["content-disposition"].to_str().unwrap().starts_with("attachment"));
}

#[test]
fn whoever_guesses_is_told_to_wait() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path());
    let statuses: Vec<u16> = (0..40)
        .map(|number| portal.client.post(portal.url("/sign-in")).body(format!("token=guess{number}")).send().unwrap().status().as_u16())
        .collect();
    assert_eq!(statuses.first(), Some(&401));
    assert_eq!(statuses.last(), Some(&429));
    // Behind a proxy all share one address: whoever holds a good secret is not kept out by others' wrong ones.
    let wrong = portal.client.get(portal.url("/api/v1/submissions")).bearer_auth("wrong").send().unwrap();
    assert_eq!(wrong.status(), 429);
    let buyer = portal.token("buyer");
    for _ in 0..40 {
        assert_eq!(portal.get("/r/guess").status(), 404);
    }
    let link = portal.link(&buyer, "camera");
    assert_eq!(portal.get(&link).status(), 200);
    assert_eq!(Browser::sign_in(&portal, &buyer, "/inbox").get("/inbox").status(), 200);
    let over = portal.client.get(portal.url("/inbox")).header("cookie", "kenpin=over").send().unwrap();
    assert_eq!(over.headers()["location"], "/sign-in", "a session that is over leads to the way in");
}
