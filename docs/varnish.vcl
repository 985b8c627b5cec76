vcl 4.1;

# Varnish in front of Newsroom, as an example: it keeps pages for CDN_SECONDS, and Newsroom tells it what to drop.
#
# In Newsroom's environment: CDN_PURGE=http CDN_URL=http://127.0.0.1:6081 CDN_TOKEN=<the secret below> BEHIND_PROXY=1
# The secret stands here in plain text: let nobody but Varnish's user read this file.

backend default {
    .host = "127.0.0.1";
    .port = "8000";
}

acl newsroom {
    "127.0.0.1";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        if (client.ip !~ newsroom || req.http.X-Purge-Token != "put-a-long-random-secret-here") {
            return (synth(403));
        }
        if (req.http.X-Purge == "everything") {
            ban("obj.http.X-Kept-For == " + req.http.Host);
            return (synth(200));
        }
        return (purge);
    }
    unset req.http.X-Purge-Token;
    # All else is as Varnish does by itself: what bears a cookie is passed on, so the desk and forms are never kept.
}

sub vcl_backend_response {
    set beresp.http.X-Kept-For = bereq.http.Host;
    # Nothing old is handed out while a new page is fetched.
    set beresp.grace = 0s;
}

sub vcl_deliver {
    unset resp.http.X-Kept-For;
}
